import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { writeDurably } from '#platform/transparency/memory.server.ts';
import { type SeenState, watchLog } from '#platform/transparency/monitor/monitor.ts';
import { fromBase64, toBase64 } from '#platform/transparency/tlog/bytes.ts';
import { nodeCrypto } from '#platform/transparency/tlog/node-crypto.server.ts';
import { type Policy, parsePolicy } from '#platform/transparency/tlog/policy.ts';
import { parseTilePath, tilePath } from '#platform/transparency/tlog/tiles.ts';
import { endProgress, Misuse, progress, readArgs, t } from '../console.ts';
import { closedVotes } from './closed-votes.ts';
import { isAddress, logFiles } from './log-files.ts';
import { trustedBy, trustOptions } from './trusted.ts';

/** `veche monitor`: reads the whole log, recomputes it, compares it with what was seen last time, recounts closed votes, names every fault. */
export async function monitor(args: string[]): Promise<number> {
	const { values, positionals } = readArgs(args, { ...trustOptions, keep: { type: 'string' } });
	const [from] = positionals;
	if (!from || positionals.length > 1) throw new Misuse(t('cli.usage.monitor'));
	const read = logFiles(from);
	const kept = values.keep;
	const policy = trustedBy(values) ?? keptPolicy(kept) ?? (await theirPolicy(read));
	const seen = kept ? readSeen(join(kept, 'seen.json')) : null;
	const fresh = new Map<string, Uint8Array>();
	const votes = closedVotes();
	const fetched = async (path: string) => {
		const bytes = await read(path);
		if (bytes && kept) fresh.set(path, bytes);
		return bytes;
	};
	const report = await watchLog(nodeCrypto, {
		policy,
		seen,
		fetch: fetched,
		onEntry: votes.note,
		progress: (done, of) => progress(t('cli.monitor.reading', { done: String(done), of: String(of) })),
	});
	endProgress();
	for (const { kind, at = '', also = '', why = '' } of report.faults)
		console.log(
			`✖ ${t.any(`transparency.fault.${kind}`, { at, also, why: why && t.any(`transparency.doubt.${why}`) })}`,
		);
	for (const [kind, count] of report.counts) {
		const listed = report.faults.filter((fault) => fault.kind === kind).length;
		if (count > listed) console.log(`✖ ${t('cli.monitor.more', { count: count - listed })}`);
	}
	const votesAgree = await votes.recount(fetched, { isCopy: !isAddress(from) });
	const good = report.faults.length === 0 && votesAgree;
	if (report.state && good) {
		const { origin, size } = report.state;
		console.log(`✔ ${t('cli.monitor.good', { origin, size: String(size), count: report.cosigned.length })}`);
		if (kept) keepCopy(kept, fresh, report.state);
	}
	return good ? 0 : 1;
}

/** Keys that the log itself names: better than none, and said so. */
async function theirPolicy(read: (path: string) => Promise<Uint8Array | null>): Promise<Policy> {
	const text = await read('policy');
	if (!text) throw new Misuse(t('cli.monitor.no-log'));
	console.log(`• ${t('cli.monitor.their-keys')}`);
	return parsePolicy(nodeCrypto, Buffer.from(text).toString('utf8'));
}

function keptPolicy(folder: string | undefined): Policy | null {
	const file = folder && join(folder, 'policy');
	return file && existsSync(file) ? parsePolicy(nodeCrypto, readFileSync(file, 'utf8')) : null;
}

function readSeen(file: string): SeenState | null {
	if (!existsSync(file)) return null;
	const { origin, size, root } = JSON.parse(readFileSync(file, 'utf8')) as {
		origin: string;
		size: string;
		root: string;
	};
	return { origin, size: BigInt(size), root: fromBase64(root)! };
}

/** A copy in the form in which it was published, whole tiles under their full names: from it a log can be brought back. */
function keepCopy(folder: string, files: Map<string, Uint8Array>, state: SeenState): void {
	for (const [path, bytes] of files) {
		const name = path.startsWith('tile/') ? parseTilePath(path.slice('tile/'.length)) : null;
		const file = join(folder, name ? tilePath({ ...name, width: 256 }) : path);
		mkdirSync(dirname(file), { recursive: true });
		writeFileSync(file, bytes);
	}
	const { origin, size, root } = state;
	writeDurably(
		join(folder, 'seen.json'),
		Buffer.from(`${JSON.stringify({ origin, size: String(size), root: toBase64(root) })}\n`),
	);
}
