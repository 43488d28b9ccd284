// Getting into a meeting, as nearly every test does.

import type { Panel, SignIn } from "./panel";
import { GUEST_PIN, HOST_PIN, type Simulator } from "./simulator";

/** What may differ: the name, and how the page looks. */
type Look = Pick<SignIn, "name" | "lang" | "theme">;

/** A host signs in with the PIN; the meeting is live. */
export const signIn = (panel: Panel, sim: Simulator, room: string, look: Look = {}): Promise<void> =>
  panel.signIn({ server: sim.url, room, pin: HOST_PIN, ...look });

/** The same as a guest. Where a meeting has guests' PINs, somebody must have opened it, or a guest waits. */
export const signInAsGuest = (panel: Panel, sim: Simulator, room: string): Promise<void> =>
  panel.signIn({ server: sim.url, room, pin: GUEST_PIN, as: "guest" });
