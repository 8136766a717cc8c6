import { z } from 'zod';
import { database, type Id, newId, once, type TerritoryId, transaction } from '#platform/db/door.server.ts';
import { invalid, refuse } from '#platform/errors/door.ts';
import { translatorFor } from '#platform/i18n/door.ts';
import type { Actor } from '#platform/permissions/door.ts';
import { undecided } from '../appeal.ts';
import { fileFromPage } from '../filing/file-from-page.ts';
import type { Receipt } from '../filing/filing.ts';
import { type Reception, readReceptionRef } from '../reception/reception.ts';
import * as receptions from '../reception/reception-store.server.ts';
import * as store from './marks-store.server.ts';

export const markInput = z.object({
	mark: z.coerce
		.number({ error: 'appeals.marks.mark.missing' })
		.int('appeals.marks.mark.missing')
		.min(1, 'appeals.marks.mark.missing')
		.max(5, 'appeals.marks.mark.missing'),
	service: z.union([z.literal(''), z.uuid()]).default(''),
	window: z.string().max(20).default(''),
	words: z.string().max(2_000, 'platform.field.too-long').default(''),
	/** The person wants an answer: the mark becomes an appeal. */
	answer: z
		.string()
		.optional()
		.transform((text) => text === 'yes'),
	name: z.string().max(200).default(''),
	email: z
		.union([z.literal(''), z.email()])
		.default('')
		.transform((text) => text || null),
});
export type MarkInput = z.output<typeof markInput>;

/** The centre whose service is marked, while it works, with what can be marked there. */
export async function centreToMark(territory: TerritoryId, id: string) {
	const ref = readReceptionRef(`${territory}/${id}`);
	const centre = ref && (await receptions.read(database(), ref));
	if (centre?.kind !== 'centre' || centre.closedAt) refuse('appeals.reception.not-found');
	const services = (await store.servicesOf(database(), territory)).filter((one) => !one.closedAt);
	return { centre: centre as Reception, services };
}

/**
 * Marks a service that a centre gave. Who wants an answer files an appeal by the same press: it comes to the authority alone, with the
 * words, the service and the window. The same form sent twice is one mark.
 * @returns the receipt of the appeal, or null
 */
export async function markService(
	actor: Actor,
	territory: TerritoryId,
	id: string,
	{ key, ...input }: MarkInput & { key: string },
	at = new Date(),
): Promise<Receipt | null> {
	const { centre, services } = await centreToMark(territory, id);
	const service = services.find((one) => one.id === input.service);
	if (input.answer && input.words.length < 10)
		invalid({ field: 'words', code: 'appeals.marks.words.missing' });
	const receipt = input.answer
		? await fileFromPage(
				actor,
				{
					key: `mark:${key}`,
					territory,
					channel: 'mfc',
					text: textOf(input, centre, service?.name),
					category: undecided,
					where: centre.address || centre.name,
					lat: '',
					lon: '',
					visibility: 'authority',
					name: input.name,
					email: input.email,
					phone: null,
					photograph: [],
					standing: 'message',
				},
				centre,
				at,
			)
		: null;
	await transaction((tx) =>
		once(tx, { territory, key: `appeals.mark:${key}`, request: { ...input, id } }, async () => {
			await store.insertMark(tx, territory, {
				id: newId<Id<'service-mark'>>(at.getTime()),
				centre: centre.id,
				service: service?.id ?? null,
				window: input.window,
				mark: input.mark,
				words: input.words,
				appeal: receipt,
				at,
			});
			return true;
		}),
	);
	return receipt;
}

function textOf(input: MarkInput, centre: Reception, service: string | undefined): string {
	const t = translatorFor('ru');
	return [
		input.words,
		'',
		t('appeals.marks.in-appeal', {
			centre: centre.name,
			service: service ?? t('appeals.marks.service.none'),
			window: input.window || '—',
			mark: input.mark,
		}),
	].join('\n');
}
