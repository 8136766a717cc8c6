import { access } from '#platform/http/access.ts';

const right = { right: 'organisations.appoint' };

/** The body itself is asked for in each use case: a head may appoint in the own body and no more. */
export default access({
	open: right,
	actions: { edit: right, unit: right, 'close-unit': right, appoint: right, dismiss: right, close: right },
});
