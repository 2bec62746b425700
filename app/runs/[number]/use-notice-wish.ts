'use client';

import { useEffect, useState } from 'react';

/** Whether somebody wants the browser to tell them, and may have it. */
export interface NoticeWish {
  isOn: boolean;
  /** False where the browser cannot, or was told not to. */
  isPossible: boolean;
  set: (isOn: boolean) => void;
}

const KEPT = 'joust-notices';

/** The wish is kept in this browser, for all runs. */
export function useNoticeWish(): NoticeWish {
  const [isOn, setIsOn] = useState(false);
  const [isPossible, setIsPossible] = useState(false);
  useEffect(() => {
    const can = 'Notification' in window && Notification.permission !== 'denied';
    setIsPossible(can);
    setIsOn(can && Notification.permission === 'granted' && localStorage.getItem(KEPT) === 'on');
  }, []);
  const set = async (wanted: boolean) => {
    const granted = wanted && (await Notification.requestPermission()) === 'granted';
    localStorage.setItem(KEPT, granted ? 'on' : 'off');
    setIsOn(granted);
    if (wanted && !granted) setIsPossible(Notification.permission !== 'denied');
  };
  return { isOn, isPossible, set: (wanted) => void set(wanted) };
}
