import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { dayIn } from '#platform/calendar/door.ts';
import { type TerritoryId, transaction } from '#platform/db/door.server.ts';
import { type Incoming, storeUpload } from '#platform/files/door.server.ts';
import type { Actor } from '#platform/permissions/door.ts';
import {
	type AppealRef,
	acceptAnswer,
	answerAppeal,
	appealByNumber,
	categories,
	fileAppeal,
	joinAppeal,
	learnStreets,
	project,
	type Receipt,
	returnAnswer,
	takeIn,
	takeUp,
	type Viewer,
} from '#rooms/appeals/door.server.ts';
import { outsider, standingActor } from '#rooms/identity/door.server.ts';
import { type BodyRef, bodiesNamed } from '#rooms/organisations/door.server.ts';
import { zoneOf } from '#rooms/territories/door.server.ts';
import type { Ground } from './actors.server.ts';
import { drawn } from './drawings/draw.server.ts';
import { inTurns } from './in-turns.ts';
import type { Planted } from './planted.server.ts';
import type { DemoAppeal, DemoPhotograph, DemoRows } from './rows.ts';

/** A year of appeals as it happened: filed in order, so that numbers follow the days; the rest side by side. */
export async function plantAppeals(
	rows: DemoRows,
	ground: Ground,
	planted: Planted,
	step: () => void,
): Promise<void> {
	const folder = await mkdtemp(join(tmpdir(), 'veche-demo-'));
	try {
		const actors = new Map<string, Actor>();
		for (const { key, name } of rows.accounts) {
			const actor = await standingActor(ground.accounts.get(key)!);
			if (!actor) throw new Error(`${name} has no account`);
			actors.set(key, actor);
		}
		const paper: Paper = { folder, made: new Map() };
		for (const row of rows.appeals)
			if (!planted.get(`appeal:${row.key}`)) {
				const receipt = await file(row, ground, actors, paper);
				await planted.put(`appeal:${row.key}`, `${receipt.number} ${receipt.id} ${receipt.code}`);
			}
		await inTurns(rows.appeals, 4, async (row) => {
			await planted.once(`course:${row.key}`, async () => {
				const [number = '', id = '', code = ''] = planted.get(`appeal:${row.key}`)!.split(' ');
				const ref = { territory: ground.territories.get(row.territory)!, id } as AppealRef;
				await follow(row, { ...ref, number, code }, actors, paper);
				await project(ref);
				return number;
			});
			step();
		});
		await planted.once('streets', async () => {
			const named = rows.appeals.map((row) => ({
				territory: ground.territories.get(row.territory)!,
				id: planted.get(`appeal:${row.key}`)!.split(' ')[1] as AppealRef['id'],
				visibility: row.visibility,
				placeWords: row.placeWords,
			}));
			await learnStreets(named);
			return String(named.length);
		});
	} finally {
		await rm(folder, { recursive: true, force: true });
	}
}

async function file(
	row: DemoAppeal,
	ground: Ground,
	actors: ReadonlyMap<string, Actor>,
	paper: Paper,
): Promise<Receipt> {
	const territory = ground.territories.get(row.territory)!;
	const actor = row.author ? actors.get(row.author)! : outsider();
	const photograph: string[] = [];
	for (const one of row.photographs.filter(({ moment }) => moment === 'before')) {
		const upload = await paperOf(paper, one);
		const stored = await transaction((tx) =>
			storeUpload(tx, upload, {
				territory,
				kind: 'image',
				by: actor.account,
				audience: actor.account ? 'own' : 'public',
				draft: true,
				now: row.filedAt,
			}),
		);
		photograph.push(stored.id);
	}
	return fileAppeal(
		actor,
		{
			key: `demonstration:${row.key}`,
			territory,
			channel: row.channel,
			text: row.text,
			category: row.category,
			where: row.placeWords,
			lat: String(row.latitude),
			lon: String(row.longitude),
			visibility: row.visibility,
			name: row.applicant,
			email: null,
			phone: null,
			photograph,
		},
		row.filedAt,
	);
}

/** From the registry to the verdict, as far as the row tells; steps that were done before an interruption are passed over. */
async function follow(
	row: DemoAppeal,
	ref: AppealRef & { number: string; code: string },
	actors: ReadonlyMap<string, Actor>,
	paper: Paper,
): Promise<void> {
	if (!row.registeredAt) return;
	const author: Viewer = row.author
		? { actor: actors.get(row.author)! }
		: { actor: outsider(), code: ref.code };
	let standing = (await appealByNumber(ref.number))!;
	const again = async () => {
		standing = (await appealByNumber(ref.number))!;
	};
	if (standing.state === 'filed') {
		await takeIn(ref, row.registeredAt);
		await again();
	}
	// joining belongs to the days in which the appeal is open
	if (['registered', 'routed'].includes(standing.state))
		for (const [i, key] of row.joined.entries())
			await joinAppeal(actors.get(key)!, ref, new Date(row.registeredAt.getTime() + (i + 1) * 1000));
	const [first] = row.answers;
	const by = first?.by ?? row.takenUpBy;
	if (row.takenUpAt && by && standing.state === 'routed') {
		await takeUp(actors.get(by)!, ref, row.takenUpAt);
		await again();
	}
	for (const [i, answer] of row.answers.entries()) {
		if (standing.returns > i || ['accepted', 'closed'].includes(standing.state)) continue;
		if (standing.state !== 'answered') {
			const after =
				i === row.answers.length - 1 ? row.photographs.filter(({ moment }) => moment === 'after') : [];
			const photographs = await Promise.all(after.map((one) => paperOf(paper, one)));
			const checks = photographs.length ? await toldOf(standing, answer) : null;
			await answerAppeal(
				actors.get(answer.by)!,
				ref,
				{ text: answer.text, photographs, ...(checks ? { checks } : {}) },
				answer.at,
			);
		}
		if (answer.verdict?.kind === 'accepted') await acceptAnswer(author, ref, answer.verdict.at);
		if (answer.verdict?.kind === 'returned')
			await returnAnswer(author, ref, answer.verdict.reason!, answer.verdict.at, { straight: true });
		await again();
	}
}

/** What the checklist of works is told where there is a photograph of them: it shows on the page beside the answer. */
async function toldOf(
	appeal: { category: string; body: BodyRef | null; territory: TerritoryId; filedAt: Date },
	answer: { text: string; at: Date },
): Promise<Record<string, string> | null> {
	const asked = (await categories()).checklist(appeal.category).map((one) => one.code);
	if (!['done', 'when', 'by-whom'].every((code) => asked.includes(code)) || !appeal.body) return null;
	const body = [...(await bodiesNamed([appeal.body], 'ru')).values()][0];
	return {
		done: answer.text.split(/(?<=[.!])\s/)[0] ?? answer.text,
		// the day before the answer, where the appeal was here by then
		when: dayIn(
			zoneOf(appeal.territory),
			new Date(Math.max(answer.at.getTime() - 86_400_000, appeal.filedAt.getTime())),
		),
		'by-whom': body?.name ?? '',
	};
}

/** Drawings that were made already: the same scene is drawn and re-encoded once. */
type Paper = { folder: string; made: Map<string, Promise<Incoming>> };

function paperOf(paper: Paper, { scene, moment, seed, name }: DemoPhotograph): Promise<Incoming> {
	const key = `${scene}-${moment}-${seed}`;
	let made = paper.made.get(key);
	if (!made) {
		made = (async () => {
			const bytes = await drawn(scene, moment, seed);
			const path = join(paper.folder, `${key}.png`);
			await writeFile(path, bytes);
			return { field: 'photographs', name, size: bytes.length, path, tooLarge: false };
		})();
		paper.made.set(key, made);
	}
	return made;
}
