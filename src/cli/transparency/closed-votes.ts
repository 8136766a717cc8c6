import { nodeCrypto } from '#platform/transparency/tlog/node-crypto.server.ts';
import { type Entry, type Opening, parseReceipt } from '#platform/transparency/tlog/receipt.ts';
import { type RecountFault, recount, withheld } from '#rooms/ballots/door.ts';
import { endProgress, progress, t } from '../console.ts';

type Logged = { territory: number; ballot: string; opened: Uint8Array[]; closed: Uint8Array[] };
type Fetch = (path: string) => Promise<Uint8Array | null>;

/** More of one kind are counted, not listed. */
const most = 20;

/** Closed votes as a monitor meets them in the log; each is recounted from what the site shows of it. */
export function closedVotes() {
	const ballots = new Map<string, Logged>();
	/** How many entries of a vote stand under a name: those that were withdrawn are taken off. */
	const standing = new Map<string, number>();

	function note({ kind, territory, thing, commitment }: Entry): void {
		const name = `${territory}/${thing}`;
		if (kind === 'vote') standing.set(name, (standing.get(name) ?? 0) + 1);
		else if (kind === 'vote-withdrawn') standing.set(name, (standing.get(name) ?? 0) - 1);
		if (kind !== 'ballot' && kind !== 'ballot-closed') return;
		const known = ballots.get(name) ?? { territory, ballot: thing, opened: [], closed: [] };
		ballots.set(name, known);
		known[kind === 'ballot' ? 'opened' : 'closed'].push(commitment);
	}

	/**
	 * Tells every fault; whether there was none.
	 * @param isCopy a folder that was kept: what an earlier release did not keep is missing there, not withheld
	 */
	async function recountAll(fetch: Fetch, { isCopy = false } = {}): Promise<boolean> {
		const closed = [...ballots.values()].filter((one) => one.closed.length > 0);
		let [done, recounted, hidden, good] = [0, 0, 0, true];
		/** An envelope stands in one vote only. */
		const counted = new Set<string>();
		for (const logged of closed) {
			progress(t('cli.monitor.recounting', { done: String(done++), of: String(closed.length) }));
			const { territory, ballot } = logged;
			const files = await filesOf(fetch, `ballots/${territory}/${ballot}`);
			endProgress();
			if (files === null) {
				console.log(`• ${t('cli.monitor.withheld', { ballot })}`);
				hidden++;
				continue;
			}
			if (isCopy && Object.values(files).every((file) => file === null)) {
				console.log(`• ${t('cli.monitor.not-kept', { ballot })}`);
				continue;
			}
			const faults = recount(
				nodeCrypto.sha256,
				{
					...logged,
					standing: (id) =>
						counted.has(`${territory}/${id}`) ? 2 : (standing.get(`${territory}/${id}`) ?? 0),
				},
				files,
			);
			const ids = Buffer.from(files.envelopes ?? [])
				.toString('utf8')
				.split('\n');
			for (const id of ids) counted.add(`${territory}/${id}`);
			tell(ballot, faults);
			if (faults.length === 0) recounted++;
			else good = false;
		}
		if (closed.length > 0)
			console.log(
				`${good ? '✔' : '✖'} ${t('cli.monitor.votes', { closed: String(closed.length), recounted: String(recounted) })}`,
			);
		if (hidden > 0) console.log(`• ${t('cli.monitor.hidden', { count: hidden })}`);
		const unseen = [...standing].filter(([name, count]) => count > 0 && !counted.has(name)).length;
		if (unseen > 0) console.log(`• ${t('cli.monitor.unseen-votes', { count: unseen })}`);
		return good;
	}

	return { note, recount: recountAll };
}

/** Null where the site keeps them from outsiders. */
async function filesOf(fetch: Fetch, folder: string) {
	const [opened, closed, votes, envelopes, replaced] = await Promise.all(
		['opened', 'closed', 'votes', 'envelopes', 'replaced'].map((name) => fetch(`${folder}/${name}`)),
	);
	if (closed && Buffer.from(closed).toString('utf8') === withheld) return null;
	return {
		opened: openingOf(opened),
		closed: openingOf(closed),
		votes: votes ?? null,
		envelopes: envelopes ?? null,
		replaced: replaced ?? null,
	};
}

/** What opens an entry of the log, out of the proof; its place in the log is not asked, the whole log is at hand. */
function openingOf(proof: Uint8Array | null | undefined): Opening | null {
	try {
		return proof ? parseReceipt(proof).opening : null;
	} catch {
		return null;
	}
}

function tell(ballot: string, faults: readonly RecountFault[]): void {
	const counts = new Map<string, number>();
	for (const { kind, what, found, logged } of faults) {
		const count = (counts.get(kind) ?? 0) + 1;
		counts.set(kind, count);
		if (count <= most) console.log(`✖ ${t.any(`ballots.recount.${kind}`, { ballot, what, found, logged })}`);
	}
	for (const count of counts.values())
		if (count > most) console.log(`✖ ${t('cli.monitor.more', { count: count - most })}`);
}
