//! Lists of numbers, as people paste them.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a panic is how a test fails"
)]

use conference::dial::DialProblem;
use phone::{NumberProblem, number_line, read_numbers};

fn check(pasted: &str, expect: &[(&str, &str)]) {
    let list = read_numbers(pasted, |_| false);
    let found: Vec<_> = list
        .callees
        .iter()
        .map(|it| (&*it.number, &*it.name))
        .collect();
    assert_eq!(found, expect, "{pasted:?}: {:?}", list.problems);
    assert!(list.problems.is_empty(), "{pasted:?}: {:?}", list.problems);
}

#[test]
fn spellings() {
    check("", &[]);
    check(" \n\n", &[]);
    check("13800138000", &[("13800138000", "")]);
    check(
        "13800138000\r\n13900139000\n",
        &[("13800138000", ""), ("13900139000", "")],
    );
    check(
        "13800138000，13900139000；13700137000、021-12345678",
        &[
            ("13800138000", ""),
            ("13900139000", ""),
            ("13700137000", ""),
            ("02112345678", ""),
        ],
    );
    check(
        "13800138000 13900139000",
        &[("13800138000", ""), ("13900139000", "")],
    );
    check("王芳 13800138000", &[("13800138000", "王芳")]);
    check("13800138000 王芳", &[("13800138000", "王芳")]);
    check("王芳：138-0013-8000", &[("13800138000", "王芳")]);
    check(
        "王芳\t13800138000\n李雷\t+86 138 0013 8001",
        &[("13800138000", "王芳"), ("+8613800138001", "李雷")],
    );
    check(
        "\"Wang, Fang\" <13800138000>",
        &[("13800138000", "Wang Fang")],
    );
    check(
        "13800138000,王芳\n13900139000,李雷",
        &[("13800138000", "王芳"), ("13900139000", "李雷")],
    );
    check(
        "Ann, 13800138000, Bo, 13900139000",
        &[("13800138000", "Ann"), ("13900139000", "Bo")],
    );
    check("Room 7 13800138000", &[("13800138000", "Room 7")]);
    check("Room 7 <10086>", &[("10086", "Room 7")]);
    check("Room 101,010-12345678", &[("01012345678", "Room 101")]);
    check("13800138000\t会议室12", &[("13800138000", "会议室12")]);
    check("12,王芳,13800138000", &[("13800138000", "12 王芳")]);
    check("13800138000, ext 12", &[("13800138000", "ext 12")]);
    check("10086,10010", &[("10086", ""), ("10010", "")]);
    check("１３８００１３８０００", &[("13800138000", "")]);
    check("+1 (415) 555-0100 Ada", &[("+14155550100", "Ada")]);
}

#[test]
fn problems() {
    let check = |pasted: &str, line: u32, problem: NumberProblem| {
        let list = read_numbers(pasted, |number| number == "10086");
        let found: Vec<_> = list
            .problems
            .iter()
            .map(|it| (it.line, it.problem))
            .collect();
        assert_eq!(found, [(line, problem)], "{pasted:?}");
    };
    check(
        "13800138000\n+86x9\n",
        2,
        NumberProblem::Dial(DialProblem::NotPhoneNumber),
    );
    check("王芳", 1, NumberProblem::Dial(DialProblem::NotPhoneNumber));
    check("13800138000\n\n138 0013 8000", 3, NumberProblem::Twice);
    check("10086", 1, NumberProblem::AlreadyThere);
    check("10086,王芳", 1, NumberProblem::AlreadyThere);
    check(
        "Room 12,7",
        1,
        NumberProblem::Dial(DialProblem::NotPhoneNumber),
    );
    check("1.38001E+10", 1, NumberProblem::Dial(DialProblem::Rounded));
    let many: Vec<String> = (0..502).map(|n| format!("138{n:08}")).collect();
    let list = read_numbers(&many.join("\n"), |_| false);
    assert_eq!((list.callees.len(), list.problems.len()), (500, 2));
    assert_eq!(list.problems[0].problem, NumberProblem::TooMany);
    // Whoever can't be called keeps the name.
    let list = read_numbers(&format!("{}\n139,Ann", many.join("\n")), |_| false);
    let last = list.problems.last().unwrap();
    assert_eq!((&*last.text, &*last.name), ("139", "Ann"));
}

proptest::proptest! {
    /// Whoever is taken out of an address book has their number and no other, whatever they are called.
    #[test]
    fn lines(name in "[0-9a-z王，,;<>\\t (.-]{0,12}", number in "\\+?[0-9]{2,15}") {
        let list = read_numbers(&number_line(&name, &number), |_| false);
        let numbers: Vec<_> = list.callees.iter().map(|it| &*it.number).collect();
        assert_eq!(numbers, [&*number]);
        assert!(list.problems.is_empty());
    }

    /// Whatever is pasted: nobody twice, nothing but numbers, and nothing lost in silence.
    #[test]
    fn anything(pasted in "[0-9a-z+，,;\t \n王（(.-]{0,60}") {
        let list = read_numbers(&pasted, |_| false);
        let mut numbers: Vec<_> = list.callees.iter().map(|it| &it.number).collect();
        let all = numbers.len();
        numbers.sort();
        numbers.dedup();
        assert_eq!(numbers.len(), all);
        for it in &list.callees {
            assert!(it.number.trim_start_matches('+').bytes().all(|c| c.is_ascii_digit()));
            let again = read_numbers(&it.number, |_| false);
            assert_eq!(again.callees.len(), 1);
        }
        if pasted.contains(|c: char| c.is_ascii_digit()) {
            assert!(all + list.problems.len() > 0);
        }
    }
}
