/**
 * The load of an intake, in a process of its own: `fire.ts <file>`. Sends forms at an offered rate, whatever the server does with
 * those before (an open loop: a slow server meets a queue, as in life), and writes down what became of each.
 */

import { randomUUID } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import http from 'node:http';

export type Firing = {
	address: string;
	rate: number;
	seconds: number;
	/** Who sends: a cookie and the token of its form. */
	senders: { cookie: string; token: string }[];
	forms: { path: string; fields: Record<string, string> }[];
	out: string;
};
export type Fired = {
	/** Milliseconds from the moment at which a form was to be sent, by status; each ascending. */
	waits: Record<string, number[]>;
	numbers: string[];
	/** Answers of 503 without a Retry-After. */
	withoutRetry: number;
	/** Seconds of CPU of this process, and by how much it sent late, p99. */
	cpu: number;
	lateBy: number;
};

const asked = JSON.parse(readFileSync(process.argv[2] as string, 'utf8')) as Firing;
const agent = new http.Agent({ keepAlive: true, maxSockets: 1_500, scheduling: 'fifo' });
const waits: Record<string, number[]> = {};
const numbers: string[] = [];
const late: number[] = [];
let withoutRetry = 0;
let open = 0;

const boundary = '----veche';
const pieces = asked.forms.map(({ fields }) =>
	Object.entries(fields)
		.map(
			([name, value]) =>
				`--${boundary}\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`,
		)
		.join(''),
);

function send(nth: number, due: number, key = randomUUID()): void {
	const form = asked.forms[nth % asked.forms.length]!;
	const sender = asked.senders[nth % asked.senders.length]!;
	const own = { _token: sender.token, _key: key };
	const body = Buffer.from(
		`${pieces[nth % pieces.length]}${Object.entries(own)
			.map(
				([name, value]) =>
					`--${boundary}\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`,
			)
			.join('')}--${boundary}--\r\n`,
	);
	late.push(performance.now() - due);
	open++;
	const done = (status: string, text = '', retry?: string) => {
		open--;
		waits[status] ??= [];
		waits[status].push(performance.now() - due);
		if (status === '200') numbers.push((JSON.parse(text) as { number: string }).number);
		else if (status === '503' && !retry) withoutRetry++;
		else if (status !== '503' && (waits[status]?.length ?? 0) < 3) console.error(status, text.slice(0, 300));
	};
	const request = http.request(
		`${asked.address}${form.path}`,
		{
			method: 'POST',
			agent,
			headers: {
				'content-type': `multipart/form-data; boundary=${boundary}`,
				'content-length': body.length,
				accept: 'application/json',
				origin: asked.address,
				cookie: sender.cookie,
			},
		},
		(response) => {
			let text = '';
			response.setEncoding('utf8');
			response.on('data', (piece) => {
				text += piece;
			});
			response.on('end', () =>
				done(String(response.statusCode), text, String(response.headers['retry-after'] ?? '')),
			);
			response.on('error', () => done('broken'));
		},
	);
	request.on('error', (error: Error & { code?: string }) => {
		// the server had closed the idle connection in the same moment: browsers send again, and the key makes that harmless
		if (request.reusedSocket && error.code === 'ECONNRESET') {
			open--;
			send(nth, due, key);
		} else done('broken', error.message);
	});
	request.end(body);
}

const began = performance.now();
const all = asked.rate * asked.seconds;
let sent = 0;
await new Promise<void>((ended) => {
	const timer = setInterval(() => {
		const due = Math.min(all, Math.floor(((performance.now() - began) / 1000) * asked.rate));
		while (sent < due) send(sent, began + (sent++ / asked.rate) * 1000);
		if (sent >= all && open === 0) {
			clearInterval(timer);
			ended();
		}
	}, 4);
});
const used = process.cpuUsage();
late.sort((a, b) => a - b);
for (const list of Object.values(waits)) list.sort((a, b) => a - b);
writeFileSync(
	asked.out,
	JSON.stringify({
		waits,
		numbers,
		withoutRetry,
		cpu: (used.user + used.system) / 1e6,
		lateBy: late[Math.floor(late.length * 0.99)] ?? 0,
	} satisfies Fired),
);
process.exit(0);
