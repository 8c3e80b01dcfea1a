-- title: 按期率 | On-time rate
-- unit: 件；比率按主办单位和到期月份 | Matters; the rate by lead unit and month of the due day
-- numerator: 到期时刻以前停下时限的件数 | Clocks that were stopped by their due moment
-- denominator: 到期日早于统计日的件数，已停的和还没停的都算 | Clocks whose due day lies before the day counted to, stopped or not
-- left out: 还没到期的；依法中止、还没恢复的；没有到期日的时限；当作历史导入的；误导入后撤销的 | Those not yet due; those held on a legal ground and not resumed; clocks without a due day; matters brought in as history; imports undone
-- known error: 停下的算在停下时的主办单位名下，没停的算在现在的主办单位名下，所以转办前的拖延算在后手；本人撤回的按撤回的时刻算；延期、中止后按新的到期日算，哪怕是统计日以后才延期的 | A stopped clock counts for the unit that led when it stopped, a running one for the unit that leads now, so delay before a hand-over counts for the later hand; a withdrawal counts as of its moment; a clock extended or suspended counts by its new due day, even where that came after the day counted to
-- source: 事实表 clock_fact，每行由账本里的事件得出，不含个人信息 | Fact table clock_fact, each row derived from events of the ledger, without personal data
SELECT
    yyyymm,
    unit,
    COUNT(*) AS n,
    SUM(on_time) AS on_time_n,
    SUM(CASE WHEN stopped_day = 0 THEN 1 ELSE 0 END) AS open_n
FROM clock_fact
WHERE clock = $clock AND due_day > 0 AND due_day < $as_of
GROUP BY yyyymm, unit
ORDER BY yyyymm, unit
