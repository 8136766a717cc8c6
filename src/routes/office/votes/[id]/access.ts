import { access } from '#platform/http/access.ts';

export default access({
	open: { right: 'ballots.office' },
	actions: {
		takeBack: { right: 'ballots.open' },
		drop: { right: 'ballots.make' },
		finishPapers: { right: 'ballots.change' },
	},
});
