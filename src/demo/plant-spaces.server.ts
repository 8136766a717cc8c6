import { standingActor } from '#rooms/identity/door.server.ts';
import { createSpace, editSpace, join, type Openness, type SpaceRef } from '#rooms/spaces/door.server.ts';
import type { Ground } from './actors.server.ts';
import { mainCity } from './generate-people.ts';
import type { Planted } from './planted.server.ts';
import type { DemoAccount } from './rows.ts';

type Text = { name: string; summary: string; about: string };
type DemoSpace = {
	key: string;
	kind: string;
	openness: Openness;
	owner: string;
	members: number;
	daysAgo: number;
	ru: Text;
	en: Text;
};

const spaces: readonly DemoSpace[] = [
	{
		key: 'garden',
		kind: 'community',
		openness: 'open',
		owner: 'resident',
		members: 9,
		daysAgo: 210,
		ru: {
			name: 'Сад на Заречной',
			summary: 'Соседи ухаживают за двором и сажают яблони.',
			about:
				'Встречаемся по субботам в десять у третьего подъезда. Инструмент есть, приходите с детьми.\n\nВесной посадили двенадцать яблонь и сирень вдоль дорожки. Осенью собираем листья для компоста.',
		},
		en: {
			name: 'The garden on Zarechnaya',
			summary: 'Neighbours look after the yard and plant apple trees.',
			about:
				'We meet on Saturdays at ten by the third door. There are tools; bring your children.\n\nIn spring we planted twelve apple trees, and lilac along the path. In autumn we gather leaves for compost.',
		},
	},
	{
		key: 'runners',
		kind: 'community',
		openness: 'open',
		owner: 'moderator',
		members: 6,
		daysAgo: 120,
		ru: {
			name: 'Утренний бег вдоль реки',
			summary: 'Бежим в любую погоду, каждый в своём темпе.',
			about: 'Вторник и четверг, семь утра, от пешеходного моста. Новичков встречаем и не бросаем.',
		},
		en: {
			name: 'Morning runs along the river',
			summary: 'We run in any weather, each at their own pace.',
			about: 'Tuesdays and Thursdays at seven from the footbridge. Beginners are met and not left behind.',
		},
	},
	{
		key: 'parents',
		kind: 'community',
		openness: 'closed',
		owner: 'official',
		members: 4,
		daysAgo: 64,
		ru: {
			name: 'Родители третьей школы',
			summary: 'Безопасная дорога в школу и вечерние дежурства.',
			about: 'Вступают родители и учителя школы: напишите, в каком классе ваш ребёнок.',
		},
		en: {
			name: 'Parents of the third school',
			summary: 'A safe way to school, and watches in the evening.',
			about: 'Parents and teachers of the school join: write which class your child is in.',
		},
	},
	{
		key: 'stops',
		kind: 'programme',
		openness: 'open',
		owner: 'administrator',
		members: 5,
		daysAgo: 30,
		ru: {
			name: 'Тёплые остановки',
			summary: 'До зимы закрыть от ветра двадцать остановок.',
			about:
				'Администрация города и жители вместе выбирают, какие остановки утеплить первыми. Список и сроки появляются здесь.',
		},
		en: {
			name: 'Warm bus stops',
			summary: 'To shelter twenty stops from the wind before winter.',
			about:
				'The city and its residents choose together which stops come first. The list and the terms appear here.',
		},
	},
];

/** Communities and a programme of the main city, made and joined by its people. */
export async function plantSpaces(
	rows: readonly DemoAccount[],
	ground: Ground,
	planted: Planted,
	now: Date,
): Promise<void> {
	const territory = ground.territories.get(mainCity);
	if (territory === undefined) return;
	const neighbours = rows.filter((row) => row.home === mainCity && row.roles.length === 0);
	for (const [number, space] of spaces.entries()) {
		const { key, kind, openness, ru, en } = space;
		const owner = await standingActor(ground.accounts.get(space.owner)!);
		if (!owner) continue;
		const at = new Date(now.getTime() - space.daysAgo * 86_400_000);
		const id = await planted.once(`space:${key}`, async () => {
			const made = await createSpace(owner, { territory, kind, openness, ...ru }, at);
			return made.id;
		});
		const ref = { territory, id } as SpaceRef;
		await planted.once(`space-text:${key}`, async () => {
			const actor = await standingActor(owner.account!);
			if (actor) await editSpace(actor, ref, { ...ru, openness, other: { lang: 'en', ...en } }, at);
			return key;
		});
		for (let i = 0; i < space.members; i++) {
			const row = neighbours[(number * 7 + i * 3) % neighbours.length];
			const guest = row && (await standingActor(ground.accounts.get(row.key)!));
			if (!guest || guest.account === owner.account) continue;
			await planted.once(`space-member:${key}:${row.key}`, async () => {
				const joined = new Date(at.getTime() + (i + 1) * 86_400_000);
				// a closed one keeps its requests: its owner answers them on the first visit
				await join(
					guest,
					ref,
					openness === 'closed' ? 'Сын учится в пятом «А».' : '',
					joined < now ? joined : now,
				);
				return row.key;
			});
		}
	}
}
