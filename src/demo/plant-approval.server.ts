import {
	type AppealRef,
	answerAppeal,
	appealByNumber,
	fileAppeal,
	project,
	routeAppeal,
	takeIn,
	takeUp,
} from '#rooms/appeals/door.server.ts';
import { bodyKey } from '#rooms/organisations/door.ts';
import { actorsIn, type Ground } from './actors.server.ts';
import { mainCity } from './generate-people.ts';
import type { Planted } from './planted.server.ts';
import type { DemoRows } from './rows.ts';

const minute = 60_000;

/**
 * An answer that waits: what is said of the authority itself a controller and a head agree to before it leaves. The newest appeal of
 * all, so that numbers follow the days.
 */
export async function plantApproval(rows: DemoRows, ground: Ground, planted: Planted): Promise<void> {
	await planted.once('approval', async () => {
		const actorOf = actorsIn(ground.accounts);
		const newest = Math.max(...rows.appeals.map((row) => row.filedAt.getTime()));
		const at = (minutes: number) => new Date(newest + minutes * minute);
		const resident = await actorOf('resident');
		const receipt = await fileAppeal(
			resident,
			{
				key: 'demonstration:approval',
				territory: ground.territories.get(mainCity)!,
				channel: 'web',
				text: 'Два месяца назад спрашивал, когда починят освещение у школы. Пришёл ответ «меры приняты», а фонари не горят. Прошу ответить по существу: кто отвечает и к какому дню сделают.',
				category: 'authority.answer',
				where: 'школа на улице Садовой',
				lat: '',
				lon: '',
				visibility: 'public',
				name: resident.name,
				email: null,
				phone: null,
				photograph: [],
			},
			at(1),
		);
		const ref: AppealRef = { territory: receipt.territory, id: receipt.id };
		const standing = async () => (await appealByNumber(receipt.number))!;
		if ((await standing()).state === 'filed') await takeIn(ref, at(2));
		const executors = rows.staff.filter((one) => one.role === 'executor');
		const bodyOf = (key: string) => planted.get(`body:${key}`) ?? '';
		const inCity = executors.filter((one) =>
			rows.bodies.some((body) => body.key === one.body && body.territory === mainCity),
		);
		const { body } = await standing();
		const executor = inCity.find((one) => body && bodyOf(one.body) === bodyKey(body)) ?? inCity[0];
		if (!executor) return 'nobody';
		if (!body || bodyOf(executor.body) !== bodyKey(body)) {
			const [territory, id] = bodyOf(executor.body).split('/');
			const to = { territory: Number(territory), id } as NonNullable<typeof body>;
			await routeAppeal(await actorOf('controller'), ref, { body: to });
		}
		// by hand it is routed at this moment, and everything after it is later
		const after = (minutes: number) => (body ? at(minutes) : new Date());
		const by = await actorOf(executor.account);
		if ((await standing()).state === 'routed') await takeUp(by, ref, after(5));
		if ((await standing()).approval === null)
			await answerAppeal(
				by,
				ref,
				{
					text: 'Проверили: светильники у школы закупили, но подрядчик сорвал срок. Договор с ним расторгли. Новый подрядчик начнёт в понедельник и закончит за пять дней. За прошлый ответ приносим извинения.',
					photographs: [],
				},
				after(9),
			);
		await project(ref);
		return receipt.number;
	});
}
