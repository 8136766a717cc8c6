import type { Problem } from '#platform/errors/door.ts';
import { personOf, roleOf, stepOf } from '../answering/step.ts';
import type { Category } from '../category.ts';
import type { CategoryTree } from '../category-tree.ts';

/** Deeper than this no form can show. */
export const deepest = 4;
/** Who may be asked to agree to an answer. */
export const approvers = ['head', 'controller', 'official'] as const;

/** One of the roles, alone or with somebody who is named for it. */
function isStep(step: string): boolean {
	const role = roleOf(step);
	return approvers.some((one) => one === role) && step === stepOf(role, personOf(step));
}

const days = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
function isDayOfYear(text: string): boolean {
	const [month = 0, day = 0] = text.split('-').map(Number);
	return day >= 1 && day <= (days[month - 1] ?? 0);
}

/** Everything wrong with a category as it is meant to be, each at its field. */
export function problemsOf(category: Category, tree: CategoryTree): Problem[] {
	const problems: Problem[] = [];
	const wrong = (field: string, code: string, facts?: Problem['facts']) =>
		problems.push({ field, code, ...(facts ? { facts } : {}) });
	if (!category.texts.some((text) => text.lang === 'ru' && text.name.trim()))
		wrong('nameRu', 'appeals.category.form.name.missing');
	for (const text of category.texts)
		if (text.name === '' && (text.hint || text.seasonNote || text.emergencyNote))
			wrong(text.lang === 'ru' ? 'nameRu' : 'nameEn', 'appeals.category.form.name.missing');
	if (category.parent !== null) {
		const parent = tree.get(category.parent);
		const above = tree.chain(category.parent);
		if (!parent || above.some((one) => one.code === category.code))
			wrong('parent', 'appeals.category.form.parent.wrong');
		else if (above.length + height(category.code, tree) > deepest)
			wrong('parent', 'appeals.category.form.parent.deep', { most: deepest });
		else if (parent.offeredIn !== null && parent.offeredIn !== category.offeredIn)
			wrong('parent', 'appeals.category.form.parent.local');
	}
	if ((category.seasonFrom === null) !== (category.seasonTo === null))
		wrong(category.seasonFrom === null ? 'seasonFrom' : 'seasonTo', 'appeals.category.form.season.half');
	if (category.seasonFrom !== null && !isDayOfYear(category.seasonFrom))
		wrong('seasonFrom', 'appeals.category.form.season.wrong');
	if (category.seasonTo !== null && !isDayOfYear(category.seasonTo))
		wrong('seasonTo', 'appeals.category.form.season.wrong');
	for (const question of category.questions) {
		if (!question.asked) continue;
		if (!question.texts.some((text) => text.lang === 'ru' && text.label))
			wrong('labelRu', 'appeals.category.form.question.missing');
		if (question.kind === 'choice' && question.options.filter((one) => one.offered).length < 2)
			wrong('optionsRu', 'appeals.category.form.options.few');
	}
	for (const item of category.checklist)
		if (!item.texts.some((text) => text.lang === 'ru' && text.label))
			wrong('labelRu', 'appeals.category.form.check.missing');
	if (category.approval.some((step) => !isStep(step))) wrong('approval', 'platform.field.choose');
	if (category.instead !== null) {
		const to = tree.get(category.instead);
		if (!to || to.code === category.code || tree.resolve(to.code)?.code === category.code)
			wrong('instead', 'appeals.category.form.instead.wrong');
		else if (to.closedOn !== null) wrong('instead', 'appeals.category.form.instead.closed');
		else if (to.offeredIn !== null && to.offeredIn !== category.offeredIn)
			wrong('instead', 'appeals.category.form.instead.local');
	} else if (category.closing === 'move' || category.closing === 'merge')
		wrong('instead', 'appeals.category.form.instead.missing');
	return problems;
}

/** How many levels a category and what stands below it take. */
function height(code: string, tree: CategoryTree): number {
	return 1 + Math.max(0, ...tree.below(code).map((one) => height(one.code, tree)));
}
