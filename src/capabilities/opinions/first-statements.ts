import { record } from '#platform/audit/door.server.ts';
import { database, transaction } from '#platform/db/door.server.ts';
import { invalid, type Problem, refuse } from '#platform/errors/door.ts';
import { announce } from '#platform/events/door.server.ts';
import { demand } from '#platform/permissions/demand.ts';
import type { Actor } from '#platform/permissions/door.ts';
import type { ConversationRef } from './conversation.ts';
import { limits } from './limits.ts';
import { lockDraft, lockForMaker } from './make-conversation.ts';
import { plainOf, tidied } from './plain.ts';
import { placeOf, seen } from './see.ts';
import { viewsOf } from './statement-view.ts';
import * as statements from './statements-store.server.ts';
import type { StatementView } from './views.ts';

/** Statements of the makers, a line each, in a draft or an open conversation; `otherLines`: the same in the other language, line by line. */
export async function addFirstStatements(
	actor: Actor,
	ref: ConversationRef,
	input: { lines: readonly string[]; otherLines?: readonly string[] },
	at = new Date(),
): Promise<StatementView[]> {
	const lines = input.lines.map(tidied).filter(Boolean);
	const others = (input.otherLines ?? []).map(tidied).filter(Boolean);
	const problems: Problem[] = [];
	if (lines.length === 0) problems.push({ field: 'statements', code: 'opinions.first.none' });
	if (others.length > 0 && others.length !== lines.length)
		problems.push({
			field: 'other-statements',
			code: 'opinions.first.unequal',
			facts: { lines: lines.length, others: others.length },
		});
	problems.push(...tooLong('statements', lines), ...tooLong('other-statements', others));
	const plain = lines.map(plainOf);
	const twice = plain.findIndex((one, i) => plain.indexOf(one) < i);
	if (twice >= 0)
		problems.push({ field: 'statements', code: 'opinions.first.twice', facts: { text: lines[twice]! } });
	if (problems.length) invalid(...problems);

	const added = await transaction(async (tx) => {
		const conversation = await lockForMaker(tx, actor, ref);
		if (conversation.state !== 'draft' && conversation.state !== 'open') refuse('opinions.already-closed');
		const before = (await statements.statementsBy(tx, ref, {})).filter(({ isFirst }) => isFirst).length;
		if (before + lines.length > limits.firstMost)
			invalid({ field: 'statements', code: 'opinions.first.many', facts: { most: limits.firstMost } });
		for (const [i, one] of plain.entries())
			if (await statements.sameAs(tx, ref, one))
				invalid({ field: 'statements', code: 'opinions.first.twice', facts: { text: lines[i]! } });
		const rows = lines.map((text, i) => ({
			number: conversation.lastStatement + 1 + i,
			text,
			lang: conversation.lang,
			other: others[i] ?? null,
			plain: plain[i]!,
			account: null,
			isFirst: true,
			state: 'shown' as const,
			createdAt: at,
		}));
		await statements.insertStatements(tx, ref, rows);
		await record(tx, {
			actor,
			territory: ref.territory,
			action: 'opinions.first-added',
			thing: { kind: 'conversation', id: ref.id },
			payload: { numbers: rows.map(({ number }) => number) },
			at,
		});
		await announce(tx, 'opinions.changed', { territory: ref.territory, id: ref.id });
		return rows.map(({ number }) => number);
	});
	const rows = await statements.statementsBy(database(), ref, { numbers: added });
	return viewsOf(actor, rows, { said: null });
}

const tooLong = (field: string, lines: readonly string[]): Problem[] =>
	lines.some((one) => one.length > limits.statement)
		? [{ field, code: 'opinions.statement.long', facts: { most: limits.statement } }]
		: [];

/** Of a draft only: from opening on the words that people mark stand. */
export async function changeFirstStatement(
	actor: Actor,
	ref: ConversationRef,
	input: { number: number; text: string; other: string | null },
): Promise<void> {
	const text = tidied(input.text);
	const other = tidied(input.other ?? '') || null;
	const problems = [...tooLong('text', [text]), ...tooLong('other-text', other ? [other] : [])];
	if (!text) problems.push({ field: 'text', code: 'opinions.statement.missing' });
	if (problems.length) invalid(...problems);
	const plain = plainOf(text);
	await transaction(async (tx) => {
		await lockDraft(tx, actor, ref);
		const [row] = await statements.lockStatements(tx, ref, [input.number]);
		if (!row) refuse('opinions.statement-not-found');
		const same = await statements.sameAs(tx, ref, plain);
		if (same && same.number !== input.number)
			invalid({ field: 'text', code: 'opinions.same-text', facts: { number: same.number } });
		await statements.rewriteStatement(tx, ref, { number: input.number, text, other, plain });
	});
}

/** Of a draft only; those behind move up. */
export async function dropFirstStatement(actor: Actor, ref: ConversationRef, number: number): Promise<void> {
	await transaction(async (tx) => {
		await lockDraft(tx, actor, ref);
		const [row] = await statements.lockStatements(tx, ref, [number]);
		if (!row) refuse('opinions.statement-not-found');
		await statements.removeStatement(tx, ref, number);
	});
}

/** As they were written, both languages, for the makers. */
export async function firstStatements(
	actor: Actor,
	ref: ConversationRef,
): Promise<{ number: number; text: string; other: string | null }[]> {
	demand(actor, 'opinions.make', placeOf(await seen(actor, ref)));
	const rows = await statements.statementsBy(database(), ref, {});
	return rows.filter(({ isFirst }) => isFirst).map(({ number, text, other }) => ({ number, text, other }));
}
