import { access } from '#platform/http/access.ts';

const right = { right: 'intake.keys' } as const;

export default access({
	open: right,
	actions: { ping: right, on: right, off: right, remove: right, again: right },
});
