import type { Form } from '#platform/http/form.server.ts';
import type { Definition, Group, Option } from '#rooms/ballots/door.server.ts';
import { Typed } from './typed.ts';

/**
 * Options and groups as typed. Lines left empty fall away; `do` may move or remove one: `up-3`, `remove-group-0`.
 * A code, once given, stays; a new line gets the next number.
 */
export function readOptions(form: Form, before: Definition): Definition {
	const typed = new Typed(form);
	const isBudget = before.rule.kind === 'budget';
	const groups = isBudget ? readGroups(typed) : before.groups;
	const known = new Set(groups.map(({ code }) => code));
	const rows = Math.min(typed.whole('rows') ?? 0, 400);
	const found: (Option & { row: number })[] = [];
	for (let row = 0; row < rows; row++) {
		const [title, note] = [typed.text(`option-title-${row}`), typed.text(`option-note-${row}`)];
		const cost = isBudget ? typed.money(`option-cost-${row}`) : null;
		const other = {
			title: typed.text(`option-other-title-${row}`),
			note: typed.text(`option-other-note-${row}`),
		};
		const isWrong = typed.problems.some(({ field }) => field === `option-cost-${row}`);
		if (!title && !note && cost === null && !other.title && !isWrong) continue;
		found.push({
			row,
			code: typed.text(`option-id-${row}`),
			title,
			note,
			cost,
			groups: form.all(`option-groups-${row}`).filter((code) => known.has(code)),
			other: other.title || other.note ? other : null,
		});
	}
	typed.done();
	named(found);
	const [doing, of] = doingOf(typed.text('do'));
	const at = found.findIndex(({ row }) => row === of);
	if (doing === 'remove' && at >= 0) found.splice(at, 1);
	if (doing === 'up' && at > 0) found.splice(at - 1, 0, ...found.splice(at, 1));
	if (doing === 'down' && at >= 0) found.splice(at + 1, 0, ...found.splice(at, 1));
	const options = found.map(({ row: _, ...one }) => one);
	const isTranslated = options.some(({ other }) => other !== null);
	const other = before.other ?? (isTranslated ? { question: '', explanation: '' } : null);
	return { ...before, other, options, groups };
}

function readGroups(typed: Typed): Group[] {
	const rows = Math.min(typed.whole('group-rows') ?? 0, 60);
	const [doing, of] = doingOf(typed.text('do'));
	const groups: Group[] = [];
	for (let row = 0; row < rows; row++) {
		const title = typed.text(`group-title-${row}`);
		const budget = typed.money(`group-budget-${row}`);
		const [most, least] = [typed.whole(`group-most-${row}`), typed.whole(`group-least-${row}`)];
		const code = typed.text(`group-id-${row}`);
		if (!title || (doing === 'remove-group' && of === row)) continue;
		const otherTitle = typed.text(`group-other-title-${row}`) || null;
		groups.push({ code, title, otherTitle, budget, most, least });
	}
	return named(groups, 'g');
}

/** `remove-group-2` as what and which. */
function doingOf(text: string): [string, number] {
	const [, doing = '', of = '-1'] = /^([a-z-]+)-(\d+)$/.exec(text) ?? [];
	return [doing, Number(of)];
}

/** Gives numbers to those that have no code yet, or a code that stands already. */
function named<One extends { code: string }>(list: One[], letter = ''): One[] {
	const taken = new Set<string>();
	let last = Math.max(0, ...list.map(({ code }) => Number(code.slice(letter.length)) || 0));
	for (const one of list) {
		if (!/^[a-z0-9]{1,12}$/.test(one.code) || taken.has(one.code)) one.code = `${letter}${++last}`;
		taken.add(one.code);
	}
	return list;
}
