import { useTranslations } from 'next-intl';
import type { MatchStory } from './verdict-words.ts';

/** The story of a match in one sentence. */
export function StoryText({ story, bothOrders }: { story: MatchStory; bothOrders: boolean }) {
  const t = useTranslations('match');
  switch (story.code) {
    case 'decided': {
      const { winner, loser, agree, all } = story;
      if (all === 2 && agree === 2 && bothOrders) return t('storyBothOrders', { winner, loser });
      if (all <= 1) return t('storyWon', { winner, loser });
      return t('storyCounted', { winner, loser, agree, all });
    }
    case 'tie':
      return t('storyTie', { all: story.all });
    case 'inconsistent':
      return t(story.byPosition === null ? 'storyInconsistent' : `storyPosition_${story.byPosition}`);
    case 'unusable':
      return t(`story_${story.state}`);
    default:
      return t(`story_${story.code}`);
  }
}
