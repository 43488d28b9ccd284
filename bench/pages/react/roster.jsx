// The roster as the SDK tells it, virtualised.

import { useVirtualizer } from "@tanstack/react-virtual";
import { useEffect, useMemo, useRef, useState } from "react";
import { signals } from "./meeting.js";
import { Row } from "./row.jsx";

const compare = (a, b) => (a.isHost ? 0 : 1) - (b.isHost ? 0 : 1) || a.startTime - b.startTime;

export function Roster() {
  const { people, synced, speaking } = usePeople();
  const sorted = useMemo(() => [...people].sort(compare), [people]);
  return (
    <>
      <header>
        <b>会控</b>
        <span id="count">{sorted.length}</span>
      </header>
      <List people={sorted} synced={synced} speaking={speaking} />
    </>
  );
}

function List({ people, synced, speaking }) {
  const list = useRef(null);
  const virtual = useVirtualizer({
    count: people.length,
    getScrollElement: () => list.current,
    estimateSize: () => 44,
    overscan: 5,
    getItemKey: (index) => people[index].uuid,
  });
  const row = ({ key, index, start }) => {
    const person = people[index];
    return <Row key={key} person={person} speaks={speaking.has(person.uuid)} top={start} />;
  };
  return (
    <ul id="roster" ref={list} data-count={people.length} data-synced={synced}>
      <div style={{ height: virtual.getTotalSize(), position: "relative" }}>{virtual.getVirtualItems().map(row)}</div>
    </ul>
  );
}

function usePeople() {
  const [people, setPeople] = useState([]);
  const [synced, setSynced] = useState(false);
  const [speaking, setSpeaking] = useState(() => new Set());
  useEffect(() => {
    const detach = [
      signals.onParticipants.add(({ id, participants }) => {
        if (id !== "main") return;
        setPeople(participants);
        setSynced(true);
      }),
      signals.onParticipantJoined.add((news) => {
        setPeople((known) => [...known, ...persons(news)]);
      }),
      signals.onParticipantUpdated.add((news) => {
        const changed = new Map(persons(news).map((person) => [person.uuid, person]));
        setPeople((known) => known.map((person) => changed.get(person.uuid) ?? person));
      }),
      signals.onParticipantLeft.add((news) => {
        const gone = new Set(persons(news).map((person) => person.uuid));
        setPeople((known) => known.filter((person) => !gone.has(person.uuid)));
      }),
      signals.onStage.add((stage) => {
        setSpeaking(new Set(stage.filter(({ vad }) => vad > 0).map(({ userId }) => userId)));
      }),
    ];
    return () => detach.forEach((end) => end());
  }, []);
  return { people, synced, speaking };
}

/** Batched or not. */
function persons(news) {
  return [news].flat().map(({ participant }) => participant);
}
