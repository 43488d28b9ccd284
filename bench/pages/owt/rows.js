// Rows of the two lists. Each is used for whatever stands where it is, and writes only what differs from what it shows.

/** Something of a row that shows a value. It is written when the value is another one. */
class Shown {
  constructor(write) {
    this.write = write;
    this.value = undefined;
  }

  set(value) {
    if (this.value !== value) this.write(value);
    this.value = value;
  }
}

class Row {
  /** Every element with `data-shows` shows a value of that name: as its text, or pressed or not where it is a button. */
  constructor(template, key) {
    this.element = /** @type {HTMLElement} */ (template.content.children[0].cloneNode(true));
    this.id = new Shown((id) => (this.element.dataset[key] = id));
    this.top = new Shown((top) => (this.element.style.transform = `translateY(${top}px)`));
    this.values = new Map();
    for (const element of /** @type {Iterable<HTMLElement>} */ (this.element.querySelectorAll("[data-shows]"))) {
      const text = /** @type {Text} */ (element.firstChild);
      const write = element.localName === "button" ? (is) => element.setAttribute("aria-pressed", is) : (value) => (text.data = value);
      this.values.set(element.dataset.shows, new Shown(write));
    }
  }

  set(name, value) {
    this.values.get(name).set(value);
  }
}

const made = (html) => {
  const template = document.createElement("template");
  template.innerHTML = html;
  return template;
};

const PERSON = made(
  '<div role="row" class="row"><span class="avatar" data-shows="initial"> </span><b class="name" data-shows="name"> </b>' +
    '<span class="badge" data-shows="role"> </span><span>Send</span><button data-shows="sendAudio">Audio</button>' +
    '<button data-shows="sendVideo">Video</button><span>Get</span><button data-shows="getAudio">Audio</button>' +
    '<button data-shows="getVideo">Video</button><button>Mute</button><button>Remove</button></div>',
);

export class PersonRow extends Row {
  constructor() {
    super(PERSON, "uuid");
  }

  show({ id, user, role, permission: { publish, subscribe } }, top) {
    this.top.set(top);
    this.id.set(id);
    this.set("initial", user[0] || "?");
    this.set("name", user);
    this.set("role", role);
    this.set("sendAudio", publish.audio);
    this.set("sendVideo", publish.video);
    this.set("getAudio", subscribe.audio);
    this.set("getVideo", subscribe.video);
  }
}

const STREAM = made(
  '<div role="row" class="row"><b class="name" data-shows="name"> </b><span data-shows="details"> </span>' +
    '<button data-shows="audio">Audio</button><button data-shows="video">Video</button><span data-shows="views"> </span>' +
    '<button>End</button></div>',
);

export class StreamRow extends Row {
  constructor(names) {
    super(STREAM, "stream");
    this.names = names;
  }

  show({ id, media: { audio, video }, info }, top) {
    this.top.set(top);
    this.id.set(id);
    this.set("name", this.names.get(info.owner) ?? info.owner);
    const [{ format, parameters }] = video.original;
    const { width, height } = parameters.resolution;
    this.set("details", `${audio.format.codec} · ${format.codec} · ${width}×${height} · ${parameters.framerate} fps`);
    this.set("audio", audio.status === "active");
    this.set("video", video.status === "active");
    this.set("views", info.inViews.join(" "));
  }
}
