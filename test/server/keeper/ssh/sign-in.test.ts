/** Signing in: who is asked what, how often, and what the server gets. */
import { afterEach, describe, expect, it } from 'vitest';
import type { AuthContext, Connection } from 'ssh2';
import type { SignInAsk } from '../../../../server/keeper/ports/shell-transport.ts';
import { createFakeClock } from '../../../support/fake-clock.ts';
import { RIGHT_PASSWORD, sendMessage, sshString } from '../../../support/hostile-ssh-server.ts';
import { poll } from '../../../support/poll.ts';
import { createSshWorld, failureOf, shellOf } from '../../../support/ssh-person.ts';

const world = createSshWorld();
const { bentServer, person } = world;

afterEach(() => world.cleanUp());

/** Sign-in by questions only; `rounds` are asked in turn and the last answer decides. */
function askRounds(rounds: readonly string[][], right: readonly string[]) {
  return (context: AuthContext): void => {
    if (context.method !== 'keyboard-interactive') {
      context.reject(['keyboard-interactive']);
      return;
    }
    const given: string[] = [];
    const ask = (round: number): void => {
      const prompts = (rounds[round] ?? []).map((prompt) => ({ prompt, echo: round > 0 }));
      context.prompt(prompts, 'Two steps', 'Please\nanswer', (answers) => {
        given.push(...answers);
        if (round + 1 < rounds.length) ask(round + 1);
        else if (given.join() === right.join()) context.accept();
        else context.reject(['keyboard-interactive']);
      });
    };
    ask(0);
  };
}

describe('signing in', () => {
  it('by password asks once and opens a shell', async () => {
    const server = await bentServer();
    const { outcome, asked } = person(server, { answers: [RIGHT_PASSWORD] });
    expect(shellOf(await outcome).startedWithMarks).toBe(false);
    expect(asked).toEqual([
      {
        method: 'password',
        serverSays: '',
        prompts: [{ text: '', echo: false }],
        refused: false,
        triesLeft: 3,
      },
    ]);
    expect(server.authRequests).toEqual(['none', 'password']);
  });

  it('asks again after a wrong password, and gives up after three', async () => {
    const server = await bentServer();
    const { outcome, asked } = person(server, { answers: ['wrong'] });
    expect(failureOf(await outcome)).toEqual({
      code: 'ssh.sign-in-refused',
      userName: 'anna',
      address: '127.0.0.1',
    });
    expect(asked.map(({ refused, triesLeft }) => [refused, triesLeft])).toEqual([
      [false, 3],
      [true, 2],
      [true, 1],
    ]);
  });

  it('ends when the person cancels', async () => {
    const server = await bentServer();
    const { outcome } = person(server, { answers: ['wrong', null] });
    expect(failureOf(await outcome).code).toBe('ssh.sign-in-cancelled');
    await poll('the connection to end', () => server.openConnections() === 0);
    expect(server.authRequests).toEqual(['none', 'password']);
  });

  it('waits for a person without any limit of time', async () => {
    const server = await bentServer();
    const clock = createFakeClock();
    const answer = Promise.withResolvers<string[]>();
    const { outcome, asked } = person(server, { clock, answers: [() => answer.promise] });
    await poll('the question', () => asked.length > 0);
    clock.advance(24 * 3_600_000);
    answer.resolve([RIGHT_PASSWORD]);
    expect((await outcome).ok).toBe(true);
  });

  it('gives up on a server that never weighs the answer', async () => {
    const server = await bentServer({
      onAuthentication: (context) => {
        if (context.method === 'none') context.reject(['password']);
      },
    });
    const clock = createFakeClock();
    const { outcome } = person(server, { clock, answers: ['a'] });
    await poll('the answer to arrive', () => server.authRequests.includes('password'));
    clock.advance(120_000);
    expect(failureOf(await outcome)).toEqual({
      code: 'ssh.server-silent',
      address: '127.0.0.1',
      port: server.port,
      waitedMs: 120_000,
    });
    expect(clock.pendingCalls()).toBe(0);
  });

  it('sends no answer that comes after the server hung up', async () => {
    const clients: Connection[] = [];
    const server = await bentServer({ onConnection: (client) => clients.push(client) });
    const answer = Promise.withResolvers<string[]>();
    const { outcome, asked } = person(server, { answers: [() => answer.promise] });
    await poll('the question', () => asked.length > 0);
    clients[0]?.end();
    expect(failureOf(await outcome).code).toBe('ssh.server-closed');
    answer.resolve([RIGHT_PASSWORD]);
    await poll('the connection to end', () => server.openConnections() === 0);
    expect(server.authRequests).toEqual(['none']);
  });

  it('is refused where the server wants a new password first', async () => {
    const server = await bentServer({
      onAuthentication: (context, client) => {
        if (context.method === 'none') context.reject(['password']);
        else
          sendMessage(
            client,
            Buffer.concat([Buffer.from([60]), sshString('Change'), sshString('')]),
          );
      },
    });
    const { outcome } = person(server, { answers: ['old'] });
    expect(failureOf(await outcome).code).toBe('ssh.sign-in-refused');
  });

  it('by questions passes every round on, cleaned', async () => {
    const onAuthentication = askRounds([['Password: '], ['\u001b[5mCode\u202E: ']], ['a', 'a']);
    const server = await bentServer({ onAuthentication });
    const { outcome, asked } = person(server, { answers: ['a'] });
    expect((await outcome).ok).toBe(true);
    expect(asked).toEqual<SignInAsk[]>([
      {
        method: 'keyboard-interactive',
        serverSays: 'Two steps Please answer',
        prompts: [{ text: 'Password:', echo: false }],
        refused: false,
        triesLeft: 3,
      },
      {
        method: 'keyboard-interactive',
        serverSays: 'Two steps Please answer',
        prompts: [{ text: 'Code:', echo: true }],
        refused: false,
        triesLeft: 3,
      },
    ]);
  });

  it('asks again by questions where the answers were wrong', async () => {
    const server = await bentServer({ onAuthentication: askRounds([['Code: ']], ['123']) });
    const { outcome, asked } = person(server, { answers: ['1', '12', '123'] });
    expect((await outcome).ok).toBe(true);
    expect(asked.map(({ refused, triesLeft }) => [refused, triesLeft])).toEqual([
      [false, 3],
      [true, 2],
      [true, 1],
    ]);
  });

  it('turns to questions where a password alone is refused', async () => {
    const questions = askRounds([['Password: ', 'Code: ']], ['a', 'a']);
    const server = await bentServer({
      onAuthentication: (context) => {
        if (context.method === 'keyboard-interactive') questions(context);
        else context.reject(['password', 'keyboard-interactive']);
      },
    });
    const { outcome, asked } = person(server, { answers: ['a'] });
    expect((await outcome).ok).toBe(true);
    expect(asked.map(({ method, refused }) => [method, refused])).toEqual([
      ['password', false],
      ['keyboard-interactive', true],
    ]);
  });

  it('comes back to the password where the server fails questions without asking', async () => {
    const server = await bentServer({
      onAuthentication: (context) => {
        const isRight = context.method === 'password' && context.password === RIGHT_PASSWORD;
        if (isRight) context.accept();
        else context.reject(['password', 'keyboard-interactive']);
      },
    });
    const { outcome, asked } = person(server, { answers: ['wrong', RIGHT_PASSWORD] });
    expect((await outcome).ok).toBe(true);
    expect(asked.map(({ method, triesLeft }) => [method, triesLeft])).toEqual([
      ['password', 3],
      ['password', 2],
    ]);
  });

  it('asks for the second factor as such where the first was taken', async () => {
    let isFirstDone = false;
    const server = await bentServer({
      onAuthentication: (context) => {
        if (isFirstDone && context.method === 'keyboard-interactive') {
          context.prompt([{ prompt: 'Code: ', echo: false }], () => {
            context.accept();
          });
          return;
        }
        isFirstDone = context.method === 'password';
        context.reject(isFirstDone ? ['keyboard-interactive'] : ['password'], isFirstDone);
      },
    });
    const { outcome, asked } = person(server, { answers: ['a'] });
    expect((await outcome).ok).toBe(true);
    expect(asked.map(({ method, refused, triesLeft }) => [method, refused, triesLeft])).toEqual([
      ['password', false, 3],
      ['keyboard-interactive', false, 3],
    ]);
  });

  it('names what is offered where Earshot has none of it', async () => {
    const server = await bentServer({
      onAuthentication: (context) => {
        context.reject(['publickey', 'hostbased']);
      },
    });
    const { outcome, asked } = person(server);
    expect(failureOf(await outcome)).toEqual({
      code: 'ssh.method-not-offered',
      address: '127.0.0.1',
      offered: ['publickey', 'hostbased'],
    });
    expect(asked).toEqual([]);
  });

  it('shows the banner with the first question and not again', async () => {
    const server = await bentServer({ config: { banner: 'Authorised\nuse \u001b[1monly' } });
    const { outcome, asked } = person(server, { answers: ['wrong', RIGHT_PASSWORD] });
    expect((await outcome).ok).toBe(true);
    expect(asked.map(({ serverSays }) => serverSays)).toEqual(['Authorised use only', '']);
  });

  it('passes a bug of the asking side on', async () => {
    const server = await bentServer();
    const { outcome } = person(server, {
      answers: [() => Promise.reject(new Error('a bug of ours'))],
    });
    await expect(outcome).rejects.toThrow('a bug of ours');
    await poll('the connection to end', () => server.openConnections() === 0);
  });

  it('stops when its signal aborts while the person is asked', async () => {
    const server = await bentServer();
    const connects = person(server, { answers: [() => new Promise(() => undefined)] });
    await poll('the question', () => connects.asked.length > 0);
    connects.life.abort();
    expect(failureOf(await connects.outcome).code).toBe('ssh.sign-in-cancelled');
    await poll('the connection to end', () => server.openConnections() === 0);
  });
});
