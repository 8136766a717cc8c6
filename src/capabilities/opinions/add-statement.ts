import { database, transaction } from '#platform/db/door.server.ts';
import type { AccountId } from '#platform/db/ids.ts';
import { invalid, refuse } from '#platform/errors/door.ts';
import { announce } from '#platform/events/door.server.ts';
import { type Actor, may } from '#platform/permissions/door.ts';
import type { ConversationRef } from './conversation.ts';
import { limits } from './limits.ts';
import { plainOf, tidied } from './plain.ts';
import { placeOf, seen } from './see.ts';
import { viewsOf } from './statement-view.ts';
import * as statements from './statements-store.server.ts';
import * as store from './store.server.ts';
import { demandPart } from './taking-part.ts';
import type { StatementView } from './views.ts';

const day = 86_400_000;

/** A statement of somebody who takes part; shown at once, or when somebody has looked at it. The problem `opinions.same-text` names the number of what is said already. */
export async function addStatement(
	actor: Actor,
	ref: ConversationRef,
	input: { text: string },
	now = new Date(),
): Promise<StatementView> {
	const conversation = await seen(actor, ref);
	await demandPart(actor, conversation, now);
	if (conversation.adding === 'nobody') refuse('opinions.no-adding');
	const account = actor.account as AccountId;
	const text = tidied(input.text);
	const plain = plainOf(text);
	if (!plain) invalid({ field: 'text', code: 'opinions.statement.missing' });
	if (text.length > limits.statement)
		invalid({ field: 'text', code: 'opinions.statement.long', facts: { most: limits.statement } });
	const number = await transaction(async (tx) => {
		const held = (await store.lockNumbers(tx, ref)) ?? refuse('opinions.not-found');
		if (held.state !== 'open' || !held.closesAt || held.closesAt <= now) refuse('opinions.already-closed');
		const same = await statements.sameAs(tx, ref, plain);
		if (same?.state === 'shown')
			invalid({ field: 'text', code: 'opinions.same-text', facts: { number: same.number } });
		if (same)
			invalid({
				field: 'text',
				code: same.state === 'waiting' ? 'opinions.same-waiting' : 'opinions.same-declined',
			});
		const since = new Date(now.getTime() - day);
		if ((await statements.addedSince(tx, ref, account, since)) >= limits.addedADay)
			refuse('opinions.statements-too-many', { most: limits.addedADay });
		if (held.lastStatement >= limits.statements) refuse('opinions.full');
		const shownAtOnce = held.moderation === 'after' || may(actor, 'opinions.moderate', placeOf(conversation));
		await statements.insertStatements(tx, ref, [
			{
				number: held.lastStatement + 1,
				text,
				lang: actor.lang,
				other: null,
				plain,
				account,
				isFirst: false,
				state: shownAtOnce ? 'shown' : 'waiting',
				createdAt: now,
			},
		]);
		await announce(tx, 'opinions.added', {
			territory: ref.territory,
			id: ref.id,
			number: held.lastStatement + 1,
		});
		return held.lastStatement + 1;
	});
	const rows = await statements.statementsBy(database(), ref, { numbers: [number] });
	return viewsOf(actor, rows, { said: null })[0]!;
}
