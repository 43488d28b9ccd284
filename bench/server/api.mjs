// A conference server as far as the pages need one: the meeting-control API, and the client API that the SDK speaks.

const TOKEN = { token: "SE9TVAltZ", expires: "120" };
const SESSION = {
  ...TOKEN,
  participant_uuid: "2c34f35f-1060-438c-9e87-6c2dffbc9980",
  display_name: "Wang Fang",
  version: { pseudo_version: "25010.0.0", version_id: "12" },
  role: "HOST",
  service_type: "conference",
  current_service_type: "conference",
  chat_enabled: true,
  stun: [{ url: "stun:127.0.0.1:3478" }],
  analytics_enabled: false,
};
const ROOM = /^\/api\/(?:services|client\/v2\/conferences)\/(\d+)\/(.+)$/;

/** Answers what isn't a file; `true` when it did. `open(room, response)` begins an event stream. */
export async function api(request, response, path, { open, acted }) {
  if (path === "/api/v3/meet/checkJoin.shtml") {
    const { joinAccount } = JSON.parse(await text(request));
    answer(response, 200, { code: "200", timeStamp: "2025-11-22 07:00:00", results: joinInfo(joinAccount, request) });
    return true;
  }
  const [, room, command] = path.match(ROOM) ?? [];
  if (!room) return false;
  if (command === "events") {
    open(room, response);
    return true;
  }
  if (/^participants\/[^/]+\/mute$/.test(command)) acted(room);
  await text(request);
  answer(response, ...result(command));
  return true;
}

function joinInfo(account, request) {
  return {
    isDot: false,
    sipkey: account,
    alias: account,
    password: "",
    participantName: SESSION.display_name,
    roleType: "host",
    mcuHost: request.headers.host,
    companyId: 4711,
    isRecord: false,
    isLive: false,
    conferenceName: "Bench",
    allowGuest: "yes",
  };
}

function result(command) {
  const done = (result) => [200, { status: "success", result }];
  switch (command) {
    case "new_session":
    case "request_token":
      return done(SESSION);
    case "refresh_session":
    case "refresh_token":
      return done(TOKEN);
    case "service_status":
    case "conference_status":
      return done({ locked: false, guests_muted: false, started: true });
    case "calls":
      return done({ call_uuid: "50ed679d-c622-4c0e-b251-e217f2aa030b", sdp: "" });
    case "participants":
      // The stream lists everybody; nobody needs this.
      return [503, { status: "failed", result: "ask the stream" }];
    case "theme":
    case "theme/":
      return [404, { status: "failed", result: "none" }];
    default:
      return done(true);
  }
}

function answer(response, status, body) {
  response.writeHead(status, { "content-type": "application/json", "cache-control": "no-store" });
  response.end(JSON.stringify(body));
}

async function text(request) {
  const parts = [];
  for await (const part of request) parts.push(part);
  return Buffer.concat(parts).toString();
}
