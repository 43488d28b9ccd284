import { memo } from "react";
import { actions } from "./meeting.js";

const time = new Intl.DateTimeFormat("zh-CN", { hour: "2-digit", minute: "2-digit" });

/** One row. Made anew only when its person, their voice or its place changes. */
export const Row = memo(function Row({ person, speaks, top }) {
  const flags = [person.isMuted, person.isPresenting, person.isSpotlight, person.callType === "audio", person.isExternal];
  return (
    <li
      className={`row${speaks ? " speaking" : ""}`}
      data-uuid={person.uuid}
      style={{ transform: `translateY(${top}px)` }}
    >
      <span className="avatar">{person.displayName[0] || "?"}</span>
      <span className="name">{person.displayName}</span>
      {person.isHost && <span className="badge">主持人</span>}
      <span className="protocol">{person.protocol}</span>
      <span className="flags">
        {flags.map((isOn, place) => <i key={place} className={isOn ? "on" : ""} />)}
      </span>
      <span className="time">{time.format(person.startAt)}</span>
      <button onClick={() => actions.mute(person)}>{person.isMuted ? "取消静音" : "静音"}</button>
      <button onClick={() => actions.spotlight(person)}>焦点</button>
      <button onClick={() => actions.remove(person)}>移出</button>
    </li>
  );
});
