-- title: 在办的有多久了 | Open matters by age
-- unit: 件，按主办单位和登记以来的天数 | Matters by lead unit and days since filing
-- numerator: 还在办理单位手里的件数，按登记以来 30 天以内、31 到 60 天、61 到 90 天、90 天以上分档 | Matters still in the office's hands, by days since filing: to 30, 31 to 60, 61 to 90, over 90
-- denominator: 没有分母 | None
-- left out: 已经答复、办结或者结束的；限定知情的；误导入后撤销的；当作历史导入的 | What was replied to, closed or ended; matters confined to few; imports undone; matters brought in as history
-- known error: 从登记那天数日历日，不是法定时限；重办的从第一次登记数；是此刻在办的，不能算回过去某一天 | Calendar days from filing, not the legal limit; a reopened matter counts from its first filing; what is open now, which cannot be told of a day in the past
-- source: 事实表 matter_fact，每行由账本里的事件得出，不含个人信息 | Fact table matter_fact, each row derived from events of the ledger, without personal data
SELECT
    unit,
    COUNT(*) AS n,
    SUM(CASE WHEN filed_day >= $day_30 THEN 1 ELSE 0 END) AS to_30_n,
    SUM(CASE WHEN filed_day < $day_30 AND filed_day >= $day_60 THEN 1 ELSE 0 END) AS to_60_n,
    SUM(CASE WHEN filed_day < $day_60 AND filed_day >= $day_90 THEN 1 ELSE 0 END) AS to_90_n,
    SUM(CASE WHEN filed_day < $day_90 THEN 1 ELSE 0 END) AS over_90_n
FROM matter_fact
WHERE history = 0 AND kind = $kind AND closed_day = 0
GROUP BY unit
ORDER BY unit
