//! Who comes to a meeting: names, devices and addresses, from a seed.

use super::random::Random;

/// Somebody's name and how they are connected.
#[derive(Clone, Debug)]
pub struct Identity {
    /// The name shown.
    pub name: String,
    /// `webrtc`, `sip`, `h323`, `mssip`, `phone` or `rtmp`.
    pub protocol: &'static str,
    /// The address.
    pub uri: String,
    /// The device or browser.
    pub vendor: &'static str,
}

const FAMILY: &[(&str, &str)] = &[
    ("王", "wang"),
    ("李", "li"),
    ("张", "zhang"),
    ("刘", "liu"),
    ("陈", "chen"),
    ("杨", "yang"),
    ("赵", "zhao"),
    ("黄", "huang"),
    ("周", "zhou"),
    ("吴", "wu"),
    ("徐", "xu"),
    ("孙", "sun"),
    ("胡", "hu"),
    ("朱", "zhu"),
    ("高", "gao"),
    ("林", "lin"),
    ("何", "he"),
    ("郭", "guo"),
    ("马", "ma"),
    ("罗", "luo"),
    ("梁", "liang"),
    ("宋", "song"),
    ("郑", "zheng"),
    ("谢", "xie"),
    ("韩", "han"),
    ("唐", "tang"),
    ("冯", "feng"),
    ("欧阳", "ouyang"),
    ("司马", "sima"),
    ("上官", "shangguan"),
];

const GIVEN: &[(&str, &str)] = &[
    ("芳", "fang"),
    ("伟", "wei"),
    ("娜", "na"),
    ("敏", "min"),
    ("静", "jing"),
    ("磊", "lei"),
    ("军", "jun"),
    ("洋", "yang"),
    ("勇", "yong"),
    ("艳", "yan"),
    ("杰", "jie"),
    ("涛", "tao"),
    ("明", "ming"),
    ("超", "chao"),
    ("秀英", "xiuying"),
    ("志强", "zhiqiang"),
    ("晓燕", "xiaoyan"),
    ("建国", "jianguo"),
    ("雨桐", "yutong"),
    ("子轩", "zixuan"),
    ("思远", "siyuan"),
    ("梦琪", "mengqi"),
    ("浩然", "haoran"),
    ("欣怡", "xinyi"),
    ("海燕", "haiyan"),
    ("国庆", "guoqing"),
    ("佳慧", "jiahui"),
    ("天宇", "tianyu"),
    ("若曦", "ruoxi"),
    ("文博", "wenbo"),
];

const FIRST: &[&str] = &[
    "Alice", "Benjamin", "Chloe", "Daniel", "Emma", "Farid", "Grace", "Hugo", "Isabel", "James",
    "Katarina", "Liam", "Maria", "Noah", "Olivia", "Priya", "Quentin", "Rosa", "Samuel", "Tara",
    "Umar", "Victoria", "William", "Xenia", "Yusuf", "Zoë",
];

const LAST: &[&str] = &[
    "Anderson",
    "Brown",
    "Castillo",
    "Davies",
    "Eriksson",
    "Fischer",
    "García",
    "Hughes",
    "Ivanov",
    "Johnson",
    "Kowalski",
    "Lindqvist",
    "Miller",
    "Nakamura",
    "O'Connor",
    "Patel",
    "Quinn",
    "Rossi",
    "Schäfer",
    "Taylor",
    "Ueda",
    "Van Dijk",
    "Wright",
    "Young",
];

const PLACES: &[(&str, &str)] = &[
    ("北京总部", "beijing"),
    ("上海分公司", "shanghai"),
    ("深圳研发中心", "shenzhen"),
    ("成都办事处", "chengdu"),
    ("London HQ", "london"),
    ("Singapore", "singapore"),
    ("武汉工厂", "wuhan"),
    ("Hamburg", "hamburg"),
];

const BROWSERS: &[&str] = &[
    "CloudConnect/2.0.0-25227.0.0 (Windows NT 10.0; Win64; x64) Chrome/126.0.0.0",
    "CloudConnect/2.0.0-25227.0.0 (Macintosh; Intel Mac OS X 10_15_7) Chrome/126.0.0.0",
    "CloudConnect/2.0.0-25227.0.0 (Linux; Android 14) Chrome/125.0.0.0 Mobile",
    "Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) Safari/605.1.15",
];

const ROOM_SYSTEMS: &[&str] = &[
    "Cisco/TC (CE 9.15.3, Room Kit)",
    "Polycom HDX 7000 (Release - 3.1.14)",
    "HUAWEI TE50/V600R019C10",
    "LifeSize Icon 600/LS_RM3_2.9.0",
];

/// Makes up somebody: mostly people at browsers, some room systems, phones and guests from Lync.
pub fn random_identity(random: &mut Random) -> Identity {
    let kind = random.below(100);
    if kind < 14 {
        return room_system(random);
    }
    let (name, login) = if random.chance(58) {
        chinese(random)
    } else {
        english(random)
    };
    match kind {
        14..22 => Identity {
            uri: format!(
                "+86 13{}{:04}{:04}",
                random.below(10),
                random.below(10_000),
                random.below(10_000)
            ),
            name,
            protocol: "phone",
            vendor: "PSTN gateway",
        },
        22..29 => Identity {
            name,
            protocol: "mssip",
            uri: format!("sip:{login}@partner.example.com"),
            vendor: "UCCAPI/16.0.17531.20140 OC/16.0.17531.20140 (Skype for Business)",
        },
        29..40 => Identity {
            name,
            protocol: "sip",
            uri: format!("sip:{login}@example.cn"),
            vendor: "Linphone-Desktop/5.2.6",
        },
        _ => Identity {
            name,
            protocol: "webrtc",
            uri: format!("CloudConnect_{}", address(random)),
            vendor: random.word(BROWSERS),
        },
    }
}

fn chinese(random: &mut Random) -> (String, String) {
    let family = random.pick(FAMILY).copied().unwrap_or(("王", "wang"));
    let given = random.pick(GIVEN).copied().unwrap_or(("芳", "fang"));
    (
        format!("{}{}", family.0, given.0),
        format!("{}.{}", given.1, family.1),
    )
}

fn english(random: &mut Random) -> (String, String) {
    let (first, last) = (random.word(FIRST), random.word(LAST));
    let login: String = format!("{first}.{last}")
        .to_lowercase()
        .chars()
        .filter(|c| c.is_ascii_alphanumeric() || *c == '.')
        .collect();
    (format!("{first} {last}"), login)
}

fn room_system(random: &mut Random) -> Identity {
    let (place, login) = random
        .pick(PLACES)
        .copied()
        .unwrap_or(("北京总部", "beijing"));
    let (floor, door) = (random.between(1, 30), random.between(1, 25));
    let latin = place.is_ascii();
    let name = if latin {
        format!("{place} {floor}.{door:02}")
    } else {
        format!("{place} {floor}{door:02} 会议室")
    };
    let h323 = random.chance(55);
    Identity {
        name,
        protocol: if h323 { "h323" } else { "sip" },
        uri: if h323 {
            address(random)
        } else {
            format!("sip:room-{floor}{door:02}@{login}.example.cn")
        },
        vendor: random.word(ROOM_SYSTEMS),
    }
}

fn address(random: &mut Random) -> String {
    format!(
        "10.{}.{}.{}",
        random.between(16, 64),
        random.below(256),
        random.between(1, 255)
    )
}

/// What people write.
pub const CHAT: &[&str] = &[
    "大家早上好!",
    "Good morning everyone",
    "声音有点小,能大声一点吗?",
    "Could you go back one slide, please?",
    "我这边网络不太好,先关一下视频。",
    "+1",
    "第三页的数据是上个月的吗?",
    "Numbers for Q3 are in the shared folder.",
    "收到,谢谢。",
    "Sorry, I have to drop at half past.",
    "请把会议纪要发到群里。",
    "Can you hear me now?",
    "👍",
    "下周三之前可以给出方案。",
    "Let's take this offline.",
    "深圳这边没有问题。",
    "Who is taking notes today?",
    "链接:https://intranet.example.cn/weekly/42",
    "能不能共享一下预算表?",
    "The demo is behind the VPN, I'll share my screen instead.",
    "好的,我来跟进。",
    "One question: is the Hamburg rollout still planned for May?",
];

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn a_crowd_is_mixed() {
        let mut random = Random::new(7);
        let crowd: Vec<Identity> = (0..400).map(|_| random_identity(&mut random)).collect();
        let protocols: BTreeSet<&str> = crowd.iter().map(|who| who.protocol).collect();
        assert_eq!(
            protocols.into_iter().collect::<Vec<_>>(),
            ["h323", "mssip", "phone", "sip", "webrtc"]
        );
        assert!(crowd.iter().any(|who| who.name.is_ascii()));
        assert!(crowd.iter().any(|who| !who.name.is_ascii()));
        let names: BTreeSet<&str> = crowd.iter().map(|who| who.name.as_str()).collect();
        assert!(names.len() > 250, "{}", names.len());
    }
}
