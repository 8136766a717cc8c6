import type { TerritoryId } from '#platform/db/door.server.ts';
import type { Actor } from '#platform/permissions/door.ts';
import {
	addReception,
	addService,
	listReceptions,
	markInput,
	markService,
	receptionInput,
	seeMarks,
} from '#rooms/appeals/door.server.ts';
import { outsider } from '#rooms/identity/door.server.ts';
import { mainCity } from './generate-people.ts';
import type { Planted } from './planted.server.ts';
import { randomOf } from './random.ts';

/** Where appeals are taken in by word of mouth, on kiosks, on other sites: by the key of the territory. */
const places = [
	['zaozersky-kray', 'hotline', 'Горячая линия губернатора', '+7 (000) 100-00-01', '', ''],
	['zaozersky-kray', 'hotline', 'Горячая линия министерства здравоохранения', '+7 (000) 100-00-03', '', ''],
	[mainCity, 'hotline', 'Единый телефон города', '+7 (000) 200-00-05', '', ''],
	[mainCity, 'centre', 'МФЦ на площади Согласия', '+7 (000) 200-10-10', 'пл. Согласия, 3', ''],
	[mainCity, 'centre', 'МФЦ на Речной', '+7 (000) 200-10-20', 'ул. Речная, 18', ''],
	[mainCity, 'kiosk', 'Терминал в городской библиотеке', '', 'ул. Книжная, 7', ''],
	[mainCity, 'site', 'Школа № 4', '', '', 'https://school4.veche.example'],
] as const;

const services = [
	['Замена паспорта', false],
	['Регистрация по месту жительства', false],
	['Выписка из реестра недвижимости', true],
	['Справка о составе семьи', true],
] as const;

const praise = [
	'Сделали за десять минут, всё объяснили.',
	'Вежливо и быстро, спасибо.',
	'Удобно, что можно записаться заранее.',
	'',
	'',
	'',
];
const blame = [
	'Ждали сорок минут, хотя пришли по записи.',
	'Окно закрылось на обед без объявления.',
	'Не хватило одного документа, о котором на сайте ни слова.',
	'',
];

export async function plantReceptions(
	territories: ReadonlyMap<string, TerritoryId>,
	administrator: Actor,
	planted: Planted,
	now: Date,
): Promise<void> {
	for (const [key, kind, name, phone, address, origins] of places) {
		const territory = territories.get(key);
		if (territory === undefined) continue;
		await planted.once(`reception:${name}`, async () => {
			const there = (await listReceptions(administrator, territory, [kind])).find((one) => one.name === name);
			return (
				there?.id ??
				(await addReception(
					administrator,
					territory,
					receptionInput.parse({ kind, name, phone, address, origins }),
					new Date(now.getTime() - 200 * 86_400_000),
				))
			);
		});
	}
	const city = territories.get(mainCity);
	if (city === undefined) return;
	await planted.once('services of centres', async () => {
		const known = new Set((await seeMarks(administrator, city)).services.map((one) => one.name));
		for (const [name, digital] of services)
			if (!known.has(name)) await addService(administrator, city, { name, digital });
		return 'all';
	});
	await planted.once('marks of centres', async () => {
		const random = randomOf('marks');
		const seen = await seeMarks(administrator, city, now);
		for (let i = 0; i < 46; i++) {
			const centre = seen.centres[random.chance(0.6) ? 0 : 1];
			if (!centre?.id) continue;
			const mark = random.weighted([5, 4, 3, 2, 1], (one) => [0, 4, 5, 8, 22, 30][one] ?? 1);
			await markService(
				outsider(),
				city,
				centre.id,
				{
					...markInput.parse({
						mark,
						service: random.pick(seen.services).id ?? '',
						window: String(random.between(1, 9)),
						words: random.pick(mark >= 4 ? praise : blame),
					}),
					key: `demo-${i}`,
				},
				new Date(now.getTime() - random.between(1, 80 * 24) * 3_600_000),
			);
		}
		return 'all';
	});
}
