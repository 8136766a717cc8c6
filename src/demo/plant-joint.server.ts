import type { Actor } from '#platform/permissions/door.ts';
import {
	type Appeal,
	type AppealRef,
	appealByNumber,
	askAuthor,
	askPart,
	commentInternally,
	mergeAppeals,
	project,
	reportFromField,
} from '#rooms/appeals/door.server.ts';
import { standingActor } from '#rooms/identity/door.server.ts';
import type { BodyRef } from '#rooms/organisations/door.ts';
import type { Ground } from './actors.server.ts';
import { mainCity } from './generate-people.ts';
import type { Planted } from './planted.server.ts';
import type { DemoAppeal, DemoRows } from './rows.ts';

type Open = { row: DemoAppeal; ref: AppealRef; standing: Appeal };

/**
 * Work that is in hand today: duplicates that are one work, an author who was asked, a body that does its part under another, a
 * report from the place. Of appeals that are taken up and not answered; where there are too few of them, less.
 */
export async function plantJointWork(rows: DemoRows, ground: Ground, planted: Planted): Promise<void> {
	await planted.once('joint-work', async () => {
		const open = await openOnes(rows, ground, planted);
		const groups = [...Map.groupBy(open, (one) => `${one.row.body} ${one.row.category}`).values()].sort(
			(a, b) => b.length - a.length,
		);
		const alike = (groups[0] ?? []).slice(-3);
		const rest = open.filter((one) => !alike.includes(one));
		const [lead, ...others] = alike;
		if (lead && others.length > 0) {
			const actor = await actorOf(lead.row, ground);
			// an interrupted planting has done some of it
			for (const one of others.filter(({ standing }) => !standing.mergedInto))
				await mergeAppeals(actor, one.ref, lead.ref);
		}
		const [asked, joint, seen] = rest.toReversed();
		if (asked?.standing.asked === 0)
			await askAuthor(await actorOf(asked.row, ground), asked.ref, {
				ready: [],
				text: 'Уточните, пожалуйста, место: у какого дома и с какой стороны подойти, чтобы увидеть это сразу?',
			});
		const helper =
			joint && rows.bodies.find((body) => body.territory === mainCity && body.key !== joint.row.body);
		if (helper && joint.standing.withBodies.length === 0)
			await askPart(await actorOf(joint.row, ground), joint.ref, {
				body: bodyIn(planted.get(`body:${helper.key}`) ?? ''),
				task: 'Проверьте по своей части, нет ли там ваших сетей, и напишите, можно ли начинать работу.',
				due: joint.standing.dueOn,
			});
		if (seen)
			await commentInternally(
				await actorOf(seen.row, ground),
				seen.ref,
				'Техника будет завтра к десяти. Проверьте, пожалуйста, что подъезд не заставлен машинами.',
			);
		if (seen)
			await reportFromField(await actorOf(seen.row, ground), {
				appeal: `${seen.ref.territory}/${seen.ref.id}`,
				outcome: 'not-done',
				text: 'Осмотрели место. Нужна техника, заказана на завтра; до её прихода место огородили.',
				before: [],
				after: [],
				lat: seen.row.latitude,
				lon: seen.row.longitude,
				written: '',
				show: true,
				uploads: { before: [], after: [] },
				key: 'demo',
			});
		for (const one of [...alike, asked, joint, seen]) if (one) await project(one.ref);
		return String(alike.length);
	});
}

const bodyIn = (text: string): BodyRef => {
	const [territory, id] = text.split('/');
	return { territory: Number(territory), id } as BodyRef;
};

async function openOnes(rows: DemoRows, ground: Ground, planted: Planted): Promise<Open[]> {
	const found: Open[] = [];
	for (const row of rows.appeals.slice(-150)) {
		if (
			row.territory !== mainCity ||
			!row.takenUpBy ||
			row.answers.length > 0 ||
			row.visibility === 'authority'
		)
			continue;
		const [number = '', id = ''] = planted.get(`appeal:${row.key}`)?.split(' ') ?? [];
		const standing = await appealByNumber(number);
		if (standing?.state === 'in-work')
			found.push({
				row,
				ref: { territory: ground.territories.get(row.territory)!, id } as AppealRef,
				standing,
			});
	}
	return found;
}

/** Who took it up, with the rights held today. */
async function actorOf(row: DemoAppeal, ground: Ground): Promise<Actor> {
	const actor = await standingActor(ground.accounts.get(row.takenUpBy ?? '')!);
	if (!actor) throw new Error('whoever took an appeal up has an account');
	return actor;
}
