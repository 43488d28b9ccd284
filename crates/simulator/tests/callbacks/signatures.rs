//! Vectors that other programs computed.

use serde_json::Value;
use simulator::callbacks::world::sign::{check_code, check_sum, joined};

#[test]
fn check_codes() {
    let vectors = include_str!("../fixtures/check_codes.jsonl");
    let mut count = 0;
    for line in vectors.lines() {
        let vector: Value = serde_json::from_str(line).unwrap();
        let parameters = vector["parameters"].as_object().unwrap();
        let pairs: Vec<_> = parameters
            .iter()
            .map(|(name, value)| (name.as_str(), value.as_str().unwrap().to_owned()))
            .collect();
        assert_eq!(joined(&pairs), vector["joined"].as_str().unwrap());
        let code = check_code(vector["key"].as_str().unwrap(), &pairs);
        assert_eq!(code, vector["hex"].as_str().unwrap(), "{line}");
        count += 1;
    }
    assert_eq!(count, 6);
}

#[test]
fn check_sums() {
    let check = |body: &str, md5: &str, sum: &str| {
        let signed = check_sum("0123456789ab", "1541583920979", body.as_bytes());
        assert_eq!(signed, (md5.to_owned(), sum.to_owned()), "{body}");
    };
    check(
        r#"{"callType":2,"eventType":20,"forceKeepCalling":true,"fromAccount":"rss02","fromClientIp":"240e:e8:f012:6fc1:ec15:1366:3ccb:2f18","fromClientPort":"50867","fromClientType":"IOS","fromDeviceId":"727EDBAF-AF84-42AE-9E09-EE586CCBCF2D","notifyAttach":"音视频请求扩展信息","timestamp":"1573459861008","toAccountList":["rss01"]}"#,
        "1d7d5aa414f1164474bb31d7217b99be",
        "7f973b67a10664c39509a8ebc8e8ebb6a9064762",
    );
    check(
        r#"{"channelName":"ss","eventType":21,"fromAccount":"lly1","fromClientIp":"115.236.119.138","fromClientPort":"46612","fromClientType":"WEB","fromDeviceId":"862e8f7463b0721f4a49d77bb14cc124","roomConfig":"","selfConfig":"","timestamp":"1573456122632"}"#,
        "62908f7e6d169c0b53d1c91e455dcd7f",
        "53561a098c9aa9a84f87c3d04a6f5eabdedb0e15",
    );
    check(
        "{}",
        "99914b932bd37a50b983c5e7c90ae93b",
        "4e2323633e8405d8ca5e041fe6692e1b9b87e622",
    );
    check(
        "",
        "d41d8cd98f00b204e9800998ecf8427e",
        "64d319ba9181c181326da02b93a1253a116ccc3a",
    );
}
