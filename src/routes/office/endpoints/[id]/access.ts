import { access } from '#platform/http/access.ts';

const right = { right: 'intake.endpoints' } as const;

export default access({
	open: right,
	actions: {
		change: right,
		services: right,
		rules: right,
		answers: right,
		on: right,
		off: right,
		poll: right,
		again: right,
	},
});
