import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { join, resolve } from 'node:path';
import { writeDurably } from '#platform/transparency/memory.server.ts';
import { fromBase64, joined, toBase64, toHex, utf8 } from '#platform/transparency/tlog/bytes.ts';
import { nodeCrypto, signingKey } from '#platform/transparency/tlog/node-crypto.server.ts';
import {
	cosignatureKind,
	ed25519Kind,
	keyId,
	keyText,
	makeKey,
	parseSecret,
} from '#platform/transparency/tlog/note.ts';
import { addCheckpoint, type Seen, type Witness } from '#platform/transparency/witness/witness.ts';
import { Misuse, readArgs, t } from '../console.ts';
import { trustedBy, trustOptions } from './trusted.ts';

/** More than a checkpoint with sixteen signatures and a proof of 63 hashes. */
const mostBytes = 64_000;

/** `veche witness`: another party's server that cosigns what continues what it has seen. It needs no database and no installation. */
export async function witness(args: string[]): Promise<number> {
	const { values, positionals } = readArgs(args, {
		...trustOptions,
		name: { type: 'string' },
		folder: { type: 'string', default: './witness' },
		host: { type: 'string', default: '127.0.0.1' },
		port: { type: 'string', default: '8460' },
	});
	const policy = trustedBy(values);
	if (!policy || positionals.length > 0 || !/^\d{1,5}$/.test(values.port))
		throw new Misuse(t('cli.usage.witness'));
	const folder = resolve(values.folder);
	const release = claim(folder);
	try {
		const one = openWitness(
			folder,
			values.name,
			policy.logs.map(({ key }) => key),
		);
		const server = await serve(one, values.host, Number(values.port));
		console.log(
			t('cli.witness.ready', {
				address: addressOf(server),
				key: keyText(makeKey(nodeCrypto, one.name, one.key.publicKey, cosignatureKind)),
			}),
		);
		await new Promise<void>((ended) => {
			for (const sign of ['SIGINT', 'SIGTERM'] as const)
				process.once(sign, () => server.close(() => ended()));
			process.once('SIGINT', () => server.closeAllConnections());
			process.once('SIGTERM', () => server.closeAllConnections());
		});
	} finally {
		release();
	}
	return 0;
}

/** One process keeps one folder: two would each remember something else. */
function claim(folder: string): () => void {
	mkdirSync(folder, { recursive: true, mode: 0o700 });
	const lock = join(folder, 'running');
	try {
		writeFileSync(lock, String(process.pid), { flag: 'wx' });
	} catch (error) {
		if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
		if (isAlive(Number(readFileSync(lock, 'utf8')))) throw new Misuse(t('cli.witness.running', { folder }));
		writeFileSync(lock, String(process.pid));
	}
	return () => rmSync(lock, { force: true });
}

function isAlive(pid: number): boolean {
	try {
		process.kill(pid, 0);
		return pid !== process.pid;
	} catch (error) {
		return (error as NodeJS.ErrnoException).code === 'EPERM';
	}
}

function openWitness(folder: string, name: string | undefined, logs: Witness['logs']): Witness {
	const file = join(folder, 'witness.key');
	if (!existsSync(file)) {
		if (!name) throw new Misuse(t('cli.usage.witness'));
		const seed = new Uint8Array(randomBytes(32));
		const id = toHex(keyId(nodeCrypto, name, ed25519Kind, signingKey(seed).publicKey));
		const secret = `PRIVATE+KEY+${name}+${id}+${toBase64(joined(Uint8Array.of(ed25519Kind), seed))}\n`;
		makeKey(nodeCrypto, name, signingKey(seed).publicKey);
		writeDurably(file, utf8(secret));
	}
	const secret = parseSecret(readFileSync(file, 'utf8').trim());
	if (name && name !== secret.name)
		throw new Misuse(t('cli.witness.other-name', { name: secret.name, file }));
	const fileOf = (origin: string) => join(folder, 'seen', `${toHex(nodeCrypto.sha256(utf8(origin)))}.json`);
	return {
		name: secret.name,
		key: signingKey(secret.seed),
		logs,
		recall(origin): Seen | null {
			if (!existsSync(fileOf(origin))) return null;
			const { size, root } = JSON.parse(readFileSync(fileOf(origin), 'utf8')) as {
				size: string;
				root: string;
			};
			return { size: BigInt(size), root: fromBase64(root)! };
		},
		keep(origin, { size, root, note }) {
			const text = JSON.stringify({ origin, size: String(size), root: toBase64(root), note }, null, '\t');
			writeDurably(fileOf(origin), utf8(`${text}\n`));
		},
		now: () => new Date(),
	};
}

export async function serve(one: Witness, host: string, port: number): Promise<Server> {
	const server = createServer((request, response) => {
		const answer = (status: number, body: string, type = 'text/plain; charset=utf-8') =>
			response.writeHead(status, { 'content-type': type }).end(body);
		if (request.method !== 'POST' || !request.url?.endsWith('/add-checkpoint')) {
			answer(404, 'POST /add-checkpoint\n');
			return;
		}
		const pieces: Buffer[] = [];
		let bytes = 0;
		request.on('data', (piece: Buffer) => {
			bytes += piece.length;
			if (bytes <= mostBytes) pieces.push(piece);
		});
		request.on('end', () => {
			if (bytes > mostBytes) {
				answer(413, 'too long\n');
				return;
			}
			try {
				// Reading, comparing and keeping happen in one turn of this process: no request comes in between.
				const { status, body, type } = addCheckpoint(nodeCrypto, one, Buffer.concat(pieces).toString('utf8'));
				answer(status, body, type);
			} catch (error) {
				console.error(error);
				answer(500, 'the witness failed\n');
			}
		});
	});
	server.requestTimeout = 10_000;
	await new Promise<void>((listening, failed) => {
		server.once('error', failed);
		server.listen(port, host, listening);
	});
	return server;
}

const addressOf = (server: Server): string => {
	const address = server.address();
	return address && typeof address === 'object' ? `http://${address.address}:${address.port}` : '';
};
