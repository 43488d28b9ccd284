// Requests that are signed by MAuth.

const ascii = new TextEncoder();

export class Client {
  constructor(service, key) {
    this.service = service;
    this.key = key;
  }

  static async of(service, key) {
    const hmac = { name: "HMAC", hash: "SHA-256" };
    return new Client(service, await crypto.subtle.importKey("raw", ascii.encode(key), hmac, false, ["sign"]));
  }

  async get(path) {
    const time = Date.now();
    const nonce = Math.floor(Math.random() * 100_000);
    const signature = new Uint8Array(await crypto.subtle.sign("HMAC", this.key, ascii.encode(`${time},${nonce}`)));
    const hex = [...signature].map((byte) => byte.toString(16).padStart(2, "0")).join("");
    const authorization =
      `MAuth realm=http://bench,mauth_signature_method=HMAC_SHA256,mauth_serviceid=${this.service},mauth_cnonce=${nonce},` +
      `mauth_timestamp=${time},mauth_signature=${btoa(hex)}`;
    return (await fetch(path, { headers: { authorization } })).json();
  }
}
