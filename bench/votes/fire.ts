/**
 * The load of a vote, in a process of its own: `fire.ts <file>`. So many connections cast one vote after another, each as soon as the
 * one before was answered, written straight onto the sockets so that the load takes little of the machine. Writes down every receipt.
 */
import { randomUUID } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { type LightAnswer, LightClient } from '../light-client.ts';
import { marksOf } from './marks.ts';

export type Firing = {
	port: number;
	path: string;
	/** Who votes: browsers that signed in, or codes of sheets. */
	voters: { cookie: string; token: string }[];
	codes: string[];
	connections: number;
	/** Stops after so long, or when all have voted. */
	seconds: number;
	out: string;
};
export type Fired = {
	/** Milliseconds, ascending. */
	waits: number[];
	receipts: { secret: string; marks: string }[];
	/** Answers without a receipt, by status. */
	others: Record<string, number>;
	seconds: number;
	/** Seconds of CPU of this process. */
	cpu: number;
};

const asked = JSON.parse(readFileSync(process.argv[2] as string, 'utf8')) as Firing;
const number = asked.voters.length || asked.codes.length;
const found: Fired = { waits: [], receipts: [], others: {}, seconds: 0, cpu: 0 };
const host = `127.0.0.1:${asked.port}`;

function requestOf(nth: number): string {
	const marks = marksOf(nth);
	const code = asked.codes[nth];
	const voter = asked.voters[nth];
	const [body, own] = voter
		? [
				`_token=${encodeURIComponent(voter.token)}&_key=${randomUUID()}${marks.map((one) => `&marks=${one}`).join('')}`,
				`content-type: application/x-www-form-urlencoded\r\naccept: text/html\r\norigin: http://${host}\r\ncookie: ${voter.cookie}`,
			]
		: [JSON.stringify({ code, marks }), `content-type: application/json\r\nidempotency-key: ${randomUUID()}`];
	return `POST ${asked.path} HTTP/1.1\r\nhost: ${host}\r\naccept-language: ru\r\n${own}\r\ncontent-length: ${body.length}\r\n\r\n${body}`;
}

const secretIn = asked.voters.length ? 'name="secret" value="' : '"secret":"';

function note(nth: number, { status, bytes }: LightAnswer, from: number): void {
	const at = bytes.indexOf(secretIn, 0, 'latin1');
	if (at < 0) {
		found.others[status] = (found.others[status] ?? 0) + 1;
		if (found.others[status] === 1) console.error(bytes.toString('utf8').slice(0, 2_000));
		return;
	}
	found.waits.push(performance.now() - from);
	const secret = bytes.toString('latin1', at + secretIn.length, at + secretIn.length + 22);
	found.receipts.push({ secret, marks: marksOf(nth).join(',') });
}

const began = performance.now();
const until = began + asked.seconds * 1000;
let next = 0;

/** One connection, anew when the server has closed it. */
async function connection(): Promise<void> {
	const client = new LightClient(`http://${host}`, { keeps: true });
	while (next < number && performance.now() < until) {
		const nth = next++;
		const from = performance.now();
		const answer = await client.send(requestOf(nth)).catch(() => null);
		if (answer) note(nth, answer, from);
		else found.others.broken = (found.others.broken ?? 0) + 1;
	}
	client.close();
}

await Promise.all(Array.from({ length: asked.connections }, connection));
found.seconds = (performance.now() - began) / 1000;
found.waits.sort((a, b) => a - b);
const used = process.cpuUsage();
found.cpu = (used.user + used.system) / 1e6;
writeFileSync(asked.out, JSON.stringify(found));
process.exit(0);
