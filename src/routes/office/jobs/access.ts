import { access } from '#platform/http/access.ts';

export default access({
	open: { right: 'jobs.see' },
	// The use case asks for jobs.mend on the installation: these jobs belong to no territory.
	actions: { retry: 'signed-in', drop: 'signed-in' },
});
