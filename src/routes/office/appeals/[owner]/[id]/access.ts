import { access } from '#platform/http/access.ts';

const right = { right: 'appeals.work' };

/** Who works somewhere may knock; each appeal is asked for anew in its use case. */
export default access({
	open: right,
	actions: {
		register: right,
		classify: right,
		sort: right,
		route: right,
		'pass-on': right,
		assign: right,
		'take-up': right,
		prolong: right,
		wait: right,
		'go-on': right,
		answer: right,
		'keep-answer': right,
		take: right,
		letter: right,
		'recall-answer': right,
		approve: right,
		'send-back': right,
		comment: right,
		'edit-note': right,
		close: right,
		'ask-part': right,
		'take-up-part': right,
		'report-part': right,
		'refuse-part': right,
		'withdraw-part': right,
		'send-back-part': right,
		ask: right,
		unask: right,
		merge: right,
		unmerge: right,
	},
});
