-- title: 重办率 | Reopened
-- unit: 件；比率按主办单位和登记月份 | Matters; the rate by lead unit and month filed
-- numerator: 答复以后本人说没解决、重新办过的件数；一件重办几次也只算一件，次数另列 | Matters reopened after the reply because the person said it was not solved; once each, the times apart
-- denominator: 已经答复的件数 | Matters replied to
-- left out: 还没答复的；限定知情的；误导入后撤销的；当作历史导入的 | Those not yet replied to; matters confined to few; imports undone; matters brought in as history
-- known error: 最近答复的还有时间要求重办，所以近几个月偏低；按复查意见重新办理的不算 | Those replied to lately may still be reopened, so recent months are low; what a review sends back is not counted
-- source: 事实表 matter_fact，每行由账本里的事件得出，不含个人信息 | Fact table matter_fact, each row derived from events of the ledger, without personal data
SELECT
    yyyymm,
    unit,
    COUNT(*) AS n,
    SUM(CASE WHEN reopened > 0 THEN 1 ELSE 0 END) AS reopened_n,
    SUM(reopened) AS times_n
FROM matter_fact
WHERE history = 0 AND kind = $kind AND yyyymm >= $first AND yyyymm <= $last AND replied_day > 0
GROUP BY yyyymm, unit
ORDER BY yyyymm, unit
