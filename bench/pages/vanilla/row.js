// One row of the page. It is used for whoever stands where it is, and writes only what differs from what it shows.

const time = new Intl.DateTimeFormat("zh-CN", { hour: "2-digit", minute: "2-digit" });
const template = document.createElement("template");
template.innerHTML =
  '<li class="row"><span class="avatar"> </span><span class="name"> </span><span class="badge" hidden>主持人</span>' +
  '<span class="protocol"> </span><span class="flags"><i></i><i></i><i></i><i></i><i></i></span><span class="time"> </span>' +
  '<button data-act="mute"> </button><button data-act="spotlighton">焦点</button><button data-act="disconnect">移出</button></li>';

/** @param {Element} element */
const text = (element) => /** @type {Text} */ (element.firstChild);

export class Row {
  constructor() {
    this.element = /** @type {HTMLElement} */ (template.content.children[0].cloneNode(true));
    const [avatar, name, badge, protocol, flags, time, mute] = /** @type {Iterable<HTMLElement>} */ (this.element.children);
    this.badge = badge;
    this.flags = flags.children;
    this.texts = { avatar: text(avatar), name: text(name), protocol: text(protocol) };
    this.time = text(time);
    this.mute = text(mute);
    this.person = null;
    this.speaks = false;
    this.top = -1;
    this.hidden = false;
  }

  hide() {
    if (!this.hidden) this.element.hidden = true;
    this.hidden = true;
  }

  show(person, speaks, top) {
    if (this.hidden) this.element.hidden = false;
    this.hidden = false;
    if (this.top !== top) this.element.style.transform = `translateY(${top}px)`;
    this.top = top;
    if (this.speaks !== speaks) this.element.classList.toggle("speaking", speaks);
    this.speaks = speaks;
    if (this.person !== person) this.write(person, this.person ?? {});
    this.person = person;
  }

  write(person, before) {
    const differs = (field) => person[field] !== before[field];
    if (differs("uuid")) this.element.dataset.uuid = person.uuid;
    if (differs("display_name")) {
      this.texts.name.data = person.display_name;
      this.texts.avatar.data = person.display_name[0] || "?";
    }
    if (differs("role")) this.badge.hidden = person.role !== "chair";
    if (differs("protocol")) this.texts.protocol.data = person.protocol;
    if (differs("is_muted")) {
      this.flag(0, person.is_muted === "YES");
      this.mute.data = person.is_muted === "YES" ? "取消静音" : "静音";
    }
    if (differs("is_presenting")) this.flag(1, person.is_presenting === "YES");
    if (differs("spotlight")) this.flag(2, person.spotlight > 0);
    if (differs("is_audio_only_call")) this.flag(3, person.is_audio_only_call === "YES");
    if (differs("is_external")) this.flag(4, person.is_external);
    if (differs("start_time")) this.time.data = time.format(person.start_time * 1000);
  }

  flag(place, isOn) {
    this.flags[place].className = isOn ? "on" : "";
  }
}
