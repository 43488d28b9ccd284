// What a web team would build: React and the official SDK.

import { useState } from "react";
import { createRoot } from "react-dom/client";
import { join } from "./meeting.js";
import { Roster } from "./roster.jsx";

function App() {
  const [isIn, setIn] = useState(false);
  return isIn ? <Roster /> : <SignIn onJoin={() => setIn(true)} />;
}

function SignIn({ onJoin }) {
  const given = new URLSearchParams(location.hash.slice(1));
  const [room, setRoom] = useState(given.get("account") ?? "");
  const [name, setName] = useState(given.get("name") ?? "");
  const submit = (event) => {
    event.preventDefault();
    onJoin();
    join(room, name);
  };
  return (
    <form onSubmit={submit}>
      <label>
        Meeting number or address <input required value={room} onChange={(event) => setRoom(event.target.value)} />
      </label>
      <label>
        Your name <input required value={name} onChange={(event) => setName(event.target.value)} />
      </label>
      <button type="submit">Join</button>
    </form>
  );
}

createRoot(document.getElementById("app")).render(<App />);
