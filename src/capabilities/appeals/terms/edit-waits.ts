import { z } from 'zod';
import { type Actor, may } from '#platform/permissions/door.ts';
import { whileAsked } from '../inquiry/ask-author.ts';
import { editList, everywhere } from '../listed/edit-list.ts';
import { listedFields } from '../listed/listed.ts';
import { forgetRulebook } from './ground.server.ts';
import type { WaitReason } from './rules.ts';
import {
	insertWaitChange,
	lockWaitReasons,
	waitChanges,
	waitReasons,
	writeWaitReason,
} from './waits-store.server.ts';

/** What the work may wait for: one list for the whole installation, so that waits of territories can be compared. */
const edit = editList<WaitReason>({
	right: 'appeals.set-waits',
	thing: 'appeals.wait-reason',
	fewest: 1,
	most: 20,
	// a question to the author waits for this one by itself
	needed: [whileAsked],
	store: {
		all: waitReasons,
		lock: lockWaitReasons,
		write: writeWaitReason,
		keep: insertWaitChange,
		changes: waitChanges,
	},
	renew: forgetRulebook,
});

const name = z.string().trim().max(80, 'appeals.waits.name.long');
const said = z.string().trim().max(200, 'appeals.waits.said.long');
export const waitUnits = ['days', 'working-days', 'working-hours'] as const;

export const waitReasonInput = z
	.object({
		ru: name.min(1, 'appeals.waits.name.missing'),
		saidRu: said.min(1, 'appeals.waits.said.missing'),
		en: name.default(''),
		saidEn: said.default(''),
		mostAmount: z
			.string({ error: 'appeals.waits.most.range' })
			.regex(/^[1-9]\d{0,2}$/, 'appeals.waits.most.range')
			.transform(Number)
			.refine((amount) => amount <= 365, 'appeals.waits.most.range'),
		mostUnit: z.enum(waitUnits, 'platform.field.choose'),
		...listedFields,
	})
	.refine(({ en, saidEn }) => !en === !saidEn, { path: ['saidEn'], message: 'appeals.waits.both-english' });
export type WaitReasonForm = z.output<typeof waitReasonInput>;

const contentOf = (input: WaitReasonForm) => ({
	texts: [
		{ lang: 'ru', name: input.ru, said: input.saidRu },
		...(input.en ? [{ lang: 'en', name: input.en, said: input.saidEn }] : []),
	],
	mostAmount: input.mostAmount,
	mostUnit: input.mostUnit,
	position: input.position,
	source: input.source,
	sourceOn: input.sourceOn,
});

export const addWaitReason = (actor: Actor, input: WaitReasonForm, at?: Date) =>
	edit.add(actor, input.ru, contentOf(input), at);

export const changeWaitReason = (
	actor: Actor,
	code: string,
	seen: number,
	input: WaitReasonForm,
	at?: Date,
) => edit.change(actor, code, seen, contentOf(input), at);

export const { withdraw: withdrawWaitReason, offer: offerWaitReason, undo: undoWaitReason } = edit;

export const mayEditWaits = (actor: Actor): boolean => may(actor, 'appeals.set-waits', everywhere);
