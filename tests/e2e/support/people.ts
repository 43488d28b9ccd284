// Who is in a meeting: on the server's list, and in the panel's.

import type { Person, Simulator, State } from "./simulator";

/** They come in one after the other; the answer is their uuids. `fields`: what is so of all of them. */
export async function joinAll(sim: Simulator, room: string, names: readonly string[], fields: Record<string, unknown> = {}): Promise<string[]> {
  const uuids: string[] = [];
  for (const display_name of names) uuids.push(await sim.join(room, { display_name, ...fields }));
  return uuids;
}

/** The same, by their names. */
export async function joinNamed(
  sim: Simulator,
  room: string,
  names: readonly string[],
  fields: Record<string, unknown> = {},
): Promise<Record<string, string>> {
  const uuids = await joinAll(sim, room, names, fields);
  return Object.fromEntries(names.map((name, at) => [name, uuids[at]]));
}

/** Somebody, as the server has them; for `Simulator.become`. */
export const person =
  (uuid: string) =>
  ({ participants }: State): Person | undefined =>
    participants.find((one) => one.uuid === uuid);

/** A number to tell people apart by, as the panel shows it. */
export const short = (uuid: string): string => uuid.slice(0, 8);
