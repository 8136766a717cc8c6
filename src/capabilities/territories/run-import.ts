import { record } from '#platform/audit/door.server.ts';
import { database, type Id, newId, type TerritoryId, transaction } from '#platform/db/door.server.ts';
import { Refusal, refuse } from '#platform/errors/door.ts';
import { startWork } from '#platform/jobs/door.server.ts';
import { demand } from '#platform/permissions/demand.ts';
import type { Actor } from '#platform/permissions/door.ts';
import type { JobContext } from '#platform/room.ts';
import { type ImportReport, type ImportStage, importTerritories } from './import/import-territories.ts';
import type { Found } from './import/world.ts';
import * as store from './import-store.server.ts';
import { significant } from './oktmo.ts';
import { view } from './present.server.ts';

const progressWords: Record<ImportStage, string> = {
	reading: 'territories.import.progress.reading',
	planning: 'territories.import.progress.planning',
	writing: 'territories.import.progress.writing',
};

/** Imports of the office: a file is kept, a long job brings it in, and its report stays to be read. */

export async function beginImport(
	actor: Actor,
	input: {
		territory: TerritoryId;
		file: { name: string; bytes: Uint8Array };
		dryRun: boolean;
		skipWrong: boolean;
	},
): Promise<Id<'import'>> {
	const { territory, dryRun } = input;
	demand(actor, 'territories.import', { territory });
	const place = (await view(territory)) ?? refuse('territories.not-found');
	if (place.demonstration) refuse('territories.import.demonstration');
	const id = newId<Id<'import'>>();
	await transaction(async (tx) => {
		await store.insertImport(tx, {
			id,
			territory,
			fileName: input.file.name.slice(0, 200),
			dryRun,
			content: input.file.bytes,
			account: actor.account,
			at: new Date(),
		});
		await begin(tx, actor, territory, id, { name: input.file.name, skipWrong: input.skipWrong });
	});
	return id;
}

/** The real import after a dry run, of the same file. */
export async function repeatImport(
	actor: Actor,
	territory: TerritoryId,
	id: Id<'import'>,
	options: { skipWrong: boolean },
): Promise<Id<'import'>> {
	demand(actor, 'territories.import', { territory });
	const row = (await store.readImport(database(), territory, id)) ?? refuse('territories.not-found');
	const bytes =
		(await store.takeContent(database(), territory, id)) ?? refuse('territories.import.file-gone');
	return beginImport(actor, {
		territory,
		file: { name: row.fileName, bytes },
		dryRun: false,
		skipWrong: options.skipWrong,
	});
}

async function begin(
	tx: Parameters<typeof startWork>[0],
	actor: Actor,
	territory: TerritoryId,
	id: Id<'import'>,
	file: { name: string; skipWrong: boolean },
): Promise<void> {
	const work = await startWork(tx, {
		job: 'territories.bring-in',
		territory,
		by: actor.account,
		title: { key: 'territories.import.work', facts: { file: file.name } },
		payload: { territory, import: id, skipWrong: file.skipWrong },
	});
	await store.setWork(tx, territory, id, work);
	await record(tx, {
		actor,
		territory,
		action: 'territories.import-begun',
		thing: { kind: 'territory-import', id },
		payload: { file: file.name },
	});
}

/** The job. Running twice is harmless: what came in the first time is known the second. */
export async function bringIn(
	payload: { territory: TerritoryId; import: Id<'import'>; skipWrong: boolean },
	{ work, signal }: JobContext,
): Promise<void> {
	const { territory, import: id } = payload;
	const row = await store.readImport(database(), territory, id);
	const bytes = await store.takeContent(database(), territory, id);
	if (!row || !bytes) return;
	await transaction((tx) => store.setState(tx, territory, id, 'running'));
	const place = await view(territory);
	const outcome = await attempt(async () =>
		importTerritories({
			file: { name: row.fileName, bytes },
			dryRun: row.dryRun,
			skipWrong: payload.skipWrong,
			within: place?.code && /^\d{8}/.test(place.code) ? startsWith(significant(place.code)) : undefined,
			async progress(done, total, note) {
				// the list is written in one transaction: what is stopped has changed nothing
				if (await work?.stopped()) throw new Stopped();
				await work?.progress(done, total || null, { key: progressWords[note] });
			},
		}),
	);
	// the process ends: the work goes back in line and begins anew
	if (outcome.state === 'stopped' && signal.aborted) return;
	const href = `/office/territories/import/${id}?in=${territory}`;
	await transaction((tx) =>
		store.saveOutcome(tx, territory, id, {
			...outcome,
			at: new Date(),
			keepContent: row.dryRun || outcome.state === 'stopped',
		}),
	);
	if (outcome.state === 'stopped') return;
	work?.finish({
		href,
		says: [
			{
				key: outcome.state === 'done' ? 'territories.import.state.done' : 'territories.import.state.refused',
				facts: { changes: outcome.counts.changes ?? 0 },
			},
		],
	});
}

function startsWith(prefix: string): (code: string) => boolean {
	return (code) => code.startsWith(prefix);
}

class Stopped extends Error {}

type Outcome = {
	state: store.ImportState;
	format: string;
	counts: Record<string, number>;
	problems: Found[];
};

/** An expected refusal (a broken file, an unknown list) is the report itself; anything else rises and is tried again. */
async function attempt(work: () => Promise<ImportReport>): Promise<Outcome> {
	try {
		const report = await work();
		return {
			state: report.outcome === 'refused' ? 'refused' : 'done',
			format: report.format,
			counts: { ...report.counts, changes: report.changes },
			problems: report.problems,
		};
	} catch (error) {
		if (error instanceof Stopped) return { state: 'stopped', format: '', counts: {}, problems: [] };
		if (!(error instanceof Refusal)) throw error;
		const facts = Object.fromEntries(
			Object.entries(error.facts).map(([key, value]) => [
				key,
				value instanceof Date ? value.toISOString() : value,
			]),
		);
		return {
			state: 'refused',
			format: '',
			counts: {},
			problems: [{ line: 0, severity: 'wrong', code: 'file', facts: { code: error.code, ...facts } }],
		};
	}
}

export type ImportPage = {
	run: store.ImportRow;
	bySeverity: Record<string, number>;
	problems: (Found & { number: number })[];
	next: number | null;
};

export async function importReport(
	actor: Actor,
	territory: TerritoryId,
	id: Id<'import'>,
	query: { severity?: string | undefined; after?: number | undefined } = {},
): Promise<ImportPage> {
	demand(actor, 'territories.import', { territory });
	const run = (await store.readImport(database(), territory, id)) ?? refuse('territories.not-found');
	const limit = 100;
	const [problems, counts] = await Promise.all([
		store.readProblems(database(), territory, id, {
			severity: query.severity,
			after: query.after ?? -1,
			limit: limit + 1,
		}),
		store.countProblems(database(), territory, id),
	]);
	const shown = problems.slice(0, limit);
	return {
		run,
		bySeverity: Object.fromEntries(counts.map((one) => [one.severity, one.count])),
		problems: shown,
		next: problems.length > limit ? (shown.at(-1)?.number ?? null) : null,
	};
}

export async function listImports(actor: Actor, territory: TerritoryId): Promise<store.ImportRow[]> {
	demand(actor, 'territories.import', { territory });
	return store.readImports(database(), territory);
}

/** Files of dry runs that nobody carried out are forgotten after a week. */
export async function forgetFiles(): Promise<void> {
	await store.dropOldContents(database(), new Date(Date.now() - 7 * 24 * 3600 * 1000));
}
