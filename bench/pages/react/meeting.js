// The meeting by the official SDK.

import {
  ClientCallType, createCallSignals, createInfinityClient, createInfinityClientSignals, setLogger,
} from "@pexip/infinity";

const silent = () => {};
setLogger({
  fatal: silent, error: console.error, warn: silent, info: silent, debug: silent, trace: silent, silent,
  redact: (text) => text, addRedactPattern: silent,
});

// Batched, as its documentation recommends for large meetings.
export const signals = createInfinityClientSignals([], { batchScheduleTimeoutMS: 100, batchBufferSize: 50 });
const client = createInfinityClient(signals, createCallSignals([]));

export function join(conferenceAlias, displayName) {
  const callType = ClientCallType.None;
  client.call({ conferenceAlias, displayName, host: location.origin, callType, bandwidth: 0 }).catch(console.error);
}

export const actions = {
  mute: (person) => client.mute({ participantUuid: person.uuid, mute: !person.isMuted }),
  spotlight: (person) => client.spotlight({ participantUuid: person.uuid, enable: !person.isSpotlight }),
  remove: (person) => client.kick({ participantUuid: person.uuid }),
};
