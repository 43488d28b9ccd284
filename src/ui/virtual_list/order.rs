//! Putting things into another order by moving few of them.

/// Returns which things can stay where they are, when all others are moved in between them: a longest rising run of `places`.
///
/// `places` holds, for each thing in the order that is wanted, its place in the present order, and `None` for what has none. The
/// thing at index `fixed` stays in any case, if it has a place.
pub(super) fn staying(places: &[Option<usize>], fixed: Option<usize>) -> Vec<bool> {
    let anchor = fixed.and_then(|index| Some((index, (*places.get(index)?)?)));
    let agrees = |&(index, place): &(usize, usize)| {
        anchor.is_none_or(|anchor| index.cmp(&anchor.0) == place.cmp(&anchor.1))
    };
    let candidates = places
        .iter()
        .enumerate()
        .filter_map(|(index, place)| Some((index, (*place)?)))
        .filter(agrees);

    // For each candidate: the length of the longest run that ends with it, and the one before it in that run.
    let mut runs: Vec<Run> = Vec::new();
    for (index, place) in candidates {
        let before = runs
            .iter()
            .enumerate()
            .filter(|(_, run)| run.place < place)
            .max_by_key(|(_, run)| run.length);
        let (length, before) = before.map_or((1, None), |(at, run)| (run.length + 1, Some(at)));
        runs.push(Run {
            index,
            place,
            length,
            before,
        });
    }
    let mut stays = vec![false; places.len()];
    let mut next = runs.iter().max_by_key(|run| run.length);
    while let Some(run) = next {
        if let Some(stays) = stays.get_mut(run.index) {
            *stays = true;
        }
        next = run.before.and_then(|before| runs.get(before));
    }
    stays
}

struct Run {
    index: usize,
    place: usize,
    length: usize,
    before: Option<usize>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn as_many_as_can_stay() {
        // The order that is wanted, of things whose letters are their present order; `+` is new. Those that move are in capitals.
        let check = |wanted: &str, fixed: Option<usize>, expect: &str| {
            let place = |letter: char| (letter != '+').then_some(letter as usize);
            let places: Vec<_> = wanted.chars().map(place).collect();
            let shown: String = wanted
                .chars()
                .zip(staying(&places, fixed))
                .map(|(letter, stays)| match stays {
                    true => letter,
                    false => letter.to_ascii_uppercase(),
                })
                .collect();
            assert_eq!(shown, expect, "{wanted} {fixed:?}");
        };
        check("", None, "");
        check("abcd", None, "abcd");
        // Scrolled by one, by two, and back.
        check("bcda", None, "bcdA");
        check("cdeab", None, "cdeAB");
        check("dabc", None, "Dabc");
        // New ones, one that leaves, two that change places.
        check("a+c+", None, "a+c+");
        check("acbd", None, "aCbd");
        // The one with the focus stays.
        check("bcda", Some(3), "BCDa");
        check("dabc", Some(0), "dABC");
        check("dcba", Some(1), "DcBA");
        check("bcad", Some(2), "BCad");
        // It is new itself.
        check("+ba", Some(0), "+Ba");
    }
}
