import type { Id, TerritoryId } from '#platform/db/door.server.ts';
import type { Actor } from '#platform/permissions/door.ts';
import { keepContact, keepOfficial, writeText } from '#rooms/territories/door.server.ts';
import { inTurns } from './in-turns.ts';
import type { Planted } from './planted.server.ts';
import { randomOf } from './random.ts';
import type { DemoTerritory } from './rows.ts';

/** Texts, contacts and people in charge, as an administrator would have written them. */
export async function plantPages(
	rows: readonly DemoTerritory[],
	territories: ReadonlyMap<string, TerritoryId>,
	administrator: Actor,
	planted: Planted,
	now: Date,
): Promise<void> {
	await inTurns(rows, 4, async (row) => {
		await planted.once(`page:${row.key}`, async () => {
			const territory = territories.get(row.key)!;
			// ids of their own, so that an interrupted page is written over and not beside
			const ids = randomOf(`page ${row.key}`);
			for (const place of ['lead', 'about'] as const)
				for (const lang of ['ru', 'en'] as const)
					await writeText(administrator, territory, { place, lang, body: row.texts[place][lang] });
			for (const [position, { kind, ru, en }] of row.contacts.entries())
				await keepContact(administrator, territory, {
					id: ids.id(now.getTime()) as Id<'contact'>,
					kind,
					position,
					texts: [
						{ lang: 'ru', ...ru },
						{ lang: 'en', ...en },
					],
				});
			for (const [position, { ru, en, phone, email }] of row.officials.entries())
				await keepOfficial(administrator, territory, {
					id: ids.id(now.getTime()) as Id<'official'>,
					position,
					photo: null,
					phone,
					email,
					texts: [
						{ lang: 'ru', ...ru },
						{ lang: 'en', ...en },
					],
				});
			return String(territory);
		});
	});
}
