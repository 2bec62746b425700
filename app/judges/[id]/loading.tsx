import { LoadingLines } from '../../_ui/loading-lines.tsx';

export default function Loading() {
  return <LoadingLines />;
}
