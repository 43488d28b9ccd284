// Something between the panel and its server that passes on whatever it gets, and event streams in lumps, as some proxies do.

import { type IncomingMessage, type Server, type ServerResponse, createServer, request } from "node:http";
import type { AddressInfo } from "node:net";

export class LumpingProxy {
  private readonly held = new Map<ServerResponse, Buffer[]>();

  private constructor(
    private readonly server: Server,
    private readonly clock: NodeJS.Timeout,
    /** Where it listens. */
    readonly url: string,
  ) {}

  /** Stands before `target`; what comes on a stream waits for as long as `lumpMs`. */
  static async start(target: string, lumpMs: number): Promise<LumpingProxy> {
    const server = createServer();
    await new Promise<void>((resume) => server.listen(0, "127.0.0.1", resume));
    const { port } = server.address() as AddressInfo;
    const clock = setInterval(() => proxy.passOn(), lumpMs);
    const proxy = new LumpingProxy(server, clock, `http://127.0.0.1:${port}`);
    server.on("request", (asked: IncomingMessage, answer: ServerResponse) => proxy.ask(target, asked, answer));
    return proxy;
  }

  private ask(target: string, asked: IncomingMessage, answer: ServerResponse): void {
    const { method, headers, url = "/" } = asked;
    const passed = request(new URL(url, target), { method, headers }, (got) => {
      answer.writeHead(got.statusCode ?? 502, got.headers);
      if (/\/events\?/.test(url)) this.hold(got, answer);
      else got.pipe(answer);
    });
    passed.on("error", () => answer.destroy());
    answer.on("close", () => passed.destroy());
    asked.pipe(passed);
  }

  private hold(got: IncomingMessage, answer: ServerResponse): void {
    answer.flushHeaders();
    const lump: Buffer[] = [];
    this.held.set(answer, lump);
    got.on("data", (bytes: Buffer) => lump.push(bytes));
    got.on("end", () => answer.end(Buffer.concat(lump.splice(0))));
    answer.on("close", () => this.held.delete(answer));
  }

  private passOn(): void {
    for (const [answer, lump] of this.held) if (lump.length > 0) answer.write(Buffer.concat(lump.splice(0)));
  }

  async stop(): Promise<void> {
    clearInterval(this.clock);
    this.server.closeAllConnections();
    await new Promise((resume) => this.server.close(resume));
  }
}
