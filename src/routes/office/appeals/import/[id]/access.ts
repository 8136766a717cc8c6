import { access } from '#platform/http/access.ts';

const right = { right: 'intake.import' } as const;
export default access({
	open: right,
	actions: { check: right, carry: right, stop: right, resume: right, undo: right, swap: right },
});
