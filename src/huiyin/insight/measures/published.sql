-- title: 办理情况公开 | Published figures
-- unit: 件，按登记的月份和地方，不细过乡镇 | Matters by month filed and place, never finer than a township
-- numerator: 登记后 15 天、30 天、60 天以内答复送到本人的件数；本人评价过的、评满意或基本满意的（评价只有各地方合计起来才作数） | Matters whose reply reached the person within 15, 30 and 60 days of filing; those rated, and rated satisfied or fairly so (of ratings only the sum of all places means anything)
-- denominator: 登记的件数 | Matters filed
-- left out: 反映单位或者干部的，免得从数里看出有人反映了谁；限定知情的（如检举控告）；误导入后撤销的；当作历史导入的 | Matters about an office or an officer, so that no figure tells who was complained of; matters confined to few (such as accusations); imports undone; matters brought in as history
-- known error: 答复和评价数到上报那天为止，登记的月份过完四个月；从登记那天数日历日，不是法定时限；没有答复的里面有依法不予受理、引导、转送和本人撤回的；没有评价的人可能和评价的不一样 | Replies and ratings count until the month was handed up, four months after its end; calendar days from filing, not the legal limit; among those without a reply are those lawfully refused, guided, forwarded or withdrawn; those who did not rate may differ from those who did
-- source: 事实表 matter_fact，每行由账本里的事件得出，不含个人信息 | Fact table matter_fact, each row derived from events of the ledger, without personal data
SELECT
    yyyymm,
    town,
    COUNT(*) AS n,
    SUM(CASE WHEN replied_day > 0 AND days_to_reply <= 15 THEN 1 ELSE 0 END) AS to_15_n,
    SUM(CASE WHEN replied_day > 0 AND days_to_reply > 15 AND days_to_reply <= 30 THEN 1 ELSE 0 END) AS to_30_n,
    SUM(CASE WHEN replied_day > 0 AND days_to_reply > 30 AND days_to_reply <= 60 THEN 1 ELSE 0 END) AS to_60_n,
    SUM(satisfied) AS satisfied_n,
    SUM(rated - satisfied) AS dissatisfied_n
FROM matter_fact
WHERE history = 0 AND about_office = 0 AND kind = $kind AND yyyymm >= $first AND yyyymm <= $last
GROUP BY yyyymm, town
ORDER BY yyyymm, town
