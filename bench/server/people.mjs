// People as a server tells them, and what may happen to them.

import { pick, uuid } from "./random.mjs";

const SURNAMES = [..."王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗"];
const GIVEN = [..."伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀霞平刚桂英华玉兰"];
const LATIN = [
  "Alice", "Bob", "Carol", "Dave", "Erin", "Frank", "Grace", "Heidi",
  "Ivan", "Judy", "Mallory", "Niaj", "Olivia", "Peggy", "Rupert", "Sybil",
];
const PROTOCOLS = ["webrtc", "sip", "h323", "rtmp", "api", "mssip"];
/** 2025-11-21, when everybody's meeting began. */
const BEGAN_S = 1763760000;
/** Who speaks is among the first so many, so that some of them are on the screen. */
const TALKATIVE = 60;

/** The roster of `count` people. */
export function roster(chance, count) {
  return Array.from({ length: count }, (_, index) => person(chance, index));
}

/** Somebody, with the fields of the document and those that the SDK reads beyond it. */
function person(chance, index) {
  const id = uuid(chance);
  const name = personName(chance, index);
  const often = (share) => chance() < share;
  const yes = (share) => (often(share) ? "YES" : "NO");
  return {
    api_url: `/participants/${id}`,
    call_direction: often(0.8) ? "in" : "out",
    display_name: name,
    encryption: often(0.9) ? "On" : "Off",
    has_media: often(0.95),
    is_audio_only_call: yes(0.1),
    is_external: often(0.05),
    is_muted: yes(0.6),
    is_presenting: "NO",
    is_streaming_conference: false,
    is_video_call: yes(0.9),
    local_alias: `meet.${index}`,
    overlay_text: name,
    presentation_supported: "YES",
    protocol: pick(chance, PROTOCOLS),
    role: often(0.02) ? "chair" : "guest",
    rx_presentation_policy: "ALLOW",
    service_type: "conference",
    spotlight: 0,
    start_time: BEGAN_S + index,
    uri: `user${index}@example.com`,
    uuid: id,
    vendor: "CloudConnect/2.0.0-25227.0.0 (Windows NT 6.1; WOW64) nwjs/0.12.2 Chrome/41.0.2272.76",
    buzz_time: 0,
    disconnect_supported: "YES",
    mute_supported: "YES",
    transfer_supported: "YES",
    fecc_supported: "NO",
  };
}

function personName(chance, index) {
  if (chance() >= 0.7) return `${pick(chance, LATIN)} ${index}`;
  const given = pick(chance, GIVEN);
  return pick(chance, SURNAMES) + given + (chance() < 0.6 ? pick(chance, GIVEN) : "");
}

/** The next thing that happens to one of `people`, which are changed by it: the event's name and its data. */
export function change(chance, people, index) {
  const place = Math.floor(chance() * people.length);
  const somebody = people[place];
  const what = chance();
  if (what >= 0.985) {
    const fresh = person(chance, 1_000_000 + index);
    people.push(fresh);
    return ["participant_create", fresh];
  }
  if (what >= 0.97) {
    people.splice(place, 1);
    return ["participant_delete", { uuid: somebody.uuid }];
  }
  if (what < 0.7) somebody.is_muted = somebody.is_muted === "YES" ? "NO" : "YES";
  else if (what < 0.8) somebody.spotlight = somebody.spotlight ? 0 : BEGAN_S + index;
  else if (what < 0.85) somebody.is_presenting = somebody.is_presenting === "YES" ? "NO" : "YES";
  else if (what < 0.95) somebody.display_name = somebody.overlay_text + (index % 10);
  else somebody.role = somebody.role === "chair" ? "guest" : "chair";
  return ["participant_update", somebody];
}

/** Who speaks now: the data of a `stage` event. */
export function stage(chance, people, most = 20) {
  return Array.from({ length: Math.min(most, people.length) }, (_, index) => ({
    stage_index: index,
    participant_uuid: pick(chance, people.slice(0, TALKATIVE)).uuid,
    vad: chance() < 0.3 ? 100 : 0,
  }));
}
