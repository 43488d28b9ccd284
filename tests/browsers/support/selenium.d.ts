// What @types/selenium-webdriver doesn't tell of Selenium, as far as it is used here.

declare module "selenium-webdriver/net/portprober.js" {
  export function findFreePort(): Promise<number>;
}

declare module "selenium-webdriver/remote/index.js" {
  export class DriverService {
    constructor(
      executable: string,
      options: { loopback: boolean; port: number; args: string[]; env?: Record<string, string | undefined>; stdio?: string },
    );
    start(): Promise<string>;
    kill(): Promise<void>;
  }
}
