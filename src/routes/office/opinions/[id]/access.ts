import { access } from '#platform/http/access.ts';

export default access({
	open: { right: 'opinions.office' },
	actions: {
		open: { right: 'opinions.run' },
		drop: { right: 'opinions.make' },
	},
});
