//! NetEase's callbacks: signatures, with vectors that other programs computed, and what each event says.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use gateway::event::{Received, RecordingStep, Refusal, StreamTold};
use gateway::netease::{App, Callback, Headers, Sender, receive};
use gateway::{EventKind, Secret};
use md5::{Digest, Md5};
use sha1::Sha1;

const SECRET: &str = "0123456789ab";
const TIME: &str = "1541583920979";
const NOW_MS: u64 = 1_541_583_920_979;
const CALL: &str = r#"{"callType":2,"eventType":20,"forceKeepCalling":true,"fromAccount":"rss02","fromClientIp":"240e:e8:f012:6fc1:ec15:1366:3ccb:2f18","fromClientPort":"50867","fromClientType":"IOS","fromDeviceId":"727EDBAF-AF84-42AE-9E09-EE586CCBCF2D","notifyAttach":"音视频请求扩展信息","timestamp":"1573459861008","toAccountList":["rss01"]}"#;
const ROOM: &str = r#"{"channelName":"ss","eventType":21,"fromAccount":"lly1","fromClientIp":"115.236.119.138","fromClientPort":"46612","fromClientType":"WEB","fromDeviceId":"862e8f7463b0721f4a49d77bb14cc124","roomConfig":"","selfConfig":"","timestamp":"1573456122632"}"#;

fn sender(secrets: &[&str]) -> Sender {
    Sender {
        apps: vec![App {
            key: "app".into(),
            secrets: secrets.iter().copied().map(Secret::new).collect(),
        }],
        tolerance_ms: 300_000,
    }
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// Signs and reads a body.
fn event(body: &str) -> Received {
    let md5 = hex(&Md5::digest(body));
    let check_sum = hex(&Sha1::digest(format!("{SECRET}{md5}{TIME}")));
    let headers = Headers {
        app_key: "app",
        cur_time: TIME,
        md5: &md5,
        check_sum: &check_sum,
    };
    match receive(&sender(&[SECRET]), &headers, body.as_bytes(), NOW_MS) {
        Ok(Callback::Event(received)) => *received,
        other => panic!("{other:?} of {body}"),
    }
}

#[test]
fn signatures() {
    let check = |body: &str, md5: &str, check_sum: &str| {
        let headers = Headers {
            app_key: "app",
            cur_time: TIME,
            md5,
            check_sum,
        };
        let receive = |secrets: &[&str], headers: &Headers<'_>, body: &str, now_ms| {
            receive(&sender(secrets), headers, body.as_bytes(), now_ms).map(|_| ())
        };
        let plain = |headers: &Headers<'_>| receive(&[SECRET], headers, body, NOW_MS);
        assert_eq!(plain(&headers), Ok(()), "{body}");
        for secrets in [["old", SECRET], [SECRET, "new"]] {
            assert_eq!(receive(&secrets, &headers, body, NOW_MS), Ok(()));
        }
        let upper = check_sum.to_uppercase();
        let shouted = Headers {
            check_sum: &upper,
            ..headers
        };
        assert_eq!(plain(&shouted), Ok(()));
        for other in ["", "old"] {
            assert_eq!(
                receive(&[other], &headers, body, NOW_MS),
                Err(Refusal::BadSignature)
            );
        }
        let longer = format!("{body} ");
        assert_eq!(
            receive(&[SECRET], &headers, &longer, NOW_MS),
            Err(Refusal::BadSignature)
        );
        // The document's own samples: an MD5 of something else.
        let other = Headers {
            md5: "e89c284a5ad9a76b3176e23108920f81",
            ..headers
        };
        assert_eq!(plain(&other), Err(Refusal::BadSignature));
        let later = Headers {
            cur_time: "1541583920980",
            ..headers
        };
        assert_eq!(plain(&later), Err(Refusal::BadSignature));
        let unknown = Headers {
            app_key: "another",
            ..headers
        };
        assert_eq!(plain(&unknown), Err(Refusal::UnknownSender));
        for empty in [
            Headers {
                check_sum: "",
                ..headers
            },
            Headers { md5: "", ..headers },
            Headers {
                cur_time: "",
                ..headers
            },
        ] {
            assert_eq!(plain(&empty), Err(Refusal::Unsigned));
        }
        for (now_ms, expect) in [
            (NOW_MS - 300_000, Ok(())),
            (NOW_MS + 300_000, Ok(())),
            (NOW_MS - 300_001, Err(Refusal::Stale)),
            (NOW_MS + 300_001, Err(Refusal::Stale)),
            (0, Err(Refusal::Stale)),
        ] {
            assert_eq!(receive(&[SECRET], &headers, body, now_ms), expect);
        }
    };
    check(
        CALL,
        "1d7d5aa414f1164474bb31d7217b99be",
        "7f973b67a10664c39509a8ebc8e8ebb6a9064762",
    );
    check(
        ROOM,
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

#[test]
fn calls_and_rooms() {
    let received = event(CALL);
    let to = vec!["rss01".to_owned()];
    let media = Some("video".to_owned());
    assert_eq!(received.event.kind, EventKind::Call { to, media });
    assert_eq!(received.event.user.as_deref(), Some("rss02"));
    assert_eq!(received.event.stamp.as_deref(), Some("1573459861008"));
    assert_eq!(received.raw, CALL);
    let received = event(ROOM);
    assert_eq!(received.event.kind, EventKind::Open);
    assert_eq!(received.event.room.as_deref(), Some("ss"));
    assert_eq!(received.event.user.as_deref(), Some("lly1"));
    // Any field may be absent, and of another type.
    let call = EventKind::Call {
        to: Vec::new(),
        media: None,
    };
    assert_eq!(event(r#"{"eventType":"20"}"#).event.kind, call);
    let call = EventKind::Call {
        to: vec!["7".into()],
        media: Some("audio".into()),
    };
    assert_eq!(
        event(r#"{"eventType":20,"toAccountList":[7],"callType":"1"}"#)
            .event
            .kind,
        call
    );
    let room = event(r#"{"eventType":21,"fromAccount":"lly1"}"#).event;
    assert_eq!(
        room.kind,
        EventKind::Other { name: "21".into() },
        "which room isn't told"
    );
}

#[test]
fn other_products() {
    let check = |body: &str, room: &str, user: &str, kind: EventKind| {
        let event = event(body).event;
        assert_eq!(event.kind, kind, "{body}");
        assert_eq!(event.room.unwrap_or_default(), room, "{body}");
        assert_eq!(event.user.unwrap_or_default(), user, "{body}");
    };
    let video = || StreamTold {
        medium: Some("video".into()),
        ..StreamTold::default()
    };
    check(
        r#"{"eventType":1,"data":{"channelName":"c"}}"#,
        "c",
        "",
        EventKind::Open,
    );
    check(
        r#"{"eventType":2,"data":{"channelName":"c"}}"#,
        "c",
        "",
        EventKind::Close { reason: None },
    );
    let join = EventKind::Join {
        name: None,
        endpoint: None,
    };
    check(
        r#"{"eventType":4,"data":{"channelId":9,"uid":7}}"#,
        "9",
        "7",
        join,
    );
    check(
        r#"{"eventType":11,"data":{"channelName":"c","uid":7}}"#,
        "c",
        "7",
        EventKind::Publish(video()),
    );
    check(
        r#"{"eventType":"USER_LEAVE_ROOM","room_uuid":"r","user_uuid":"u"}"#,
        "r",
        "u",
        EventKind::Leave { reason: None },
    );
    // A short message's "2" is a log-in, not the end of a room.
    check(
        r#"{"eventType":"2","accid":"u"}"#,
        "",
        "u",
        EventKind::Other { name: "2".into() },
    );
    check(
        r#"{"eventType":40}"#,
        "",
        "",
        EventKind::Other { name: "40".into() },
    );
    check(
        "{\"x\":1}",
        "",
        "",
        EventKind::Other {
            name: String::new(),
        },
    );
    let files =
        event(r#"{"eventType":3,"data":{"channelName":"c","vid":"v","url":"https://a/b"}}"#);
    match files.event.kind {
        EventKind::Recording(told) => {
            assert_eq!(told.step, RecordingStep::Ready);
            assert_eq!(told.detail.as_deref(), Some("https://a/b"));
        }
        other => panic!("{other:?}"),
    }
}

#[test]
fn the_same_bytes_are_the_same_event() {
    assert_eq!(event(CALL).key, event(CALL).key);
    assert_ne!(event(CALL).key, event(ROOM).key);
    let one = r#"{"eventType":"CREATE_ROOM","requestId":"a","timestamp":1}"#;
    let again = r#"{"eventType":"CREATE_ROOM","requestId":"a","timestamp":2}"#;
    assert_eq!(event(one).key, event(again).key, "sent again");
    let other = r#"{"eventType":"CREATE_ROOM","requestId":"b","timestamp":1}"#;
    assert_ne!(event(one).key, event(other).key);
}
