/** Where most journeys play: a gateway, a real OpenSSH server, and a browser with one page. */
import type { Browser, Page } from 'playwright-core';
import { launchChromium, openDevice, type Complaints } from './chromium.ts';
import { startOpensshServer, type OpensshServer } from './openssh-server.ts';
import type { Account } from './person.ts';
import { startGateway, type RunningGateway } from './running-gateway.ts';

/** Everything that was started. */
export interface Stage {
  readonly gateway: RunningGateway;
  readonly browser: Browser;
  readonly server: OpensshServer;
  readonly page: Page;
  readonly complaints: Complaints;
}

/** Starts all of it side by side. The page is blank; `closeStage` ends everything. */
export async function openStage(): Promise<Stage> {
  const [gateway, browser, server] = await Promise.all([
    startGateway(),
    launchChromium(),
    startOpensshServer(),
  ]);
  return { gateway, browser, server, ...(await openDevice(browser)) };
}

/** Ends what `openStage` started; `server` may be another one meanwhile. */
export async function closeStage(
  stage: Pick<Stage, 'gateway' | 'browser' | 'server'>,
): Promise<void> {
  await stage.browser.close();
  await stage.gateway.stop();
  await stage.server.stop();
}

/** The account of a server, under the name that a person gives it. */
export function accountOf(name: string, server: OpensshServer): Account {
  const { address, port, userName, password } = server;
  return { name, address, port, userName, password };
}
