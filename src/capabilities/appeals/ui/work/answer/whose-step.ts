import type { words } from '#ui/words.ts';
import type { ApprovalStep } from '../../../answering/answering-view.ts';

/** A step of approval as it is read: the role, who is named for it and who stands in. */
export function whoseStep(step: ApprovalStep, t: ReturnType<typeof words>['t']): string {
	const role = t.any(`roles.${step.role}`);
	if (!step.person) return role;
	const { name, instead } = step.person;
	return instead
		? t('appeals.approval.person-away', { role, name, instead })
		: t('appeals.approval.person', { role, name });
}
